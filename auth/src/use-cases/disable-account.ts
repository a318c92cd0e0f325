import { inTransaction } from '@ticketing/common/mongo';
import type { SecurityLog } from '@ticketing/common/security-log';
import { normalizeEmail } from '../domain/user.ts';
import { type EndSessionsDeps, endSessionsOf } from './end-sessions.ts';

export interface Disabling {
  email: string;
  /** Why, and who asked; for the security log. */
  reason: string;
  /** Lets the owner in again. */
  isUndone: boolean;
}

/**
 * Keeps the owner of an account out, or lets them in again. Disabling ends all sessions. Listings, orders and payments stay.
 * Repeating it changes nothing.
 * @returns false when no user has this email
 */
export const disableAccount =
  (deps: EndSessionsDeps & { securityLog: SecurityLog }) =>
  async ({ email, reason, isUndone }: Disabling): Promise<boolean> => {
    const { connection, users, now, securityLog } = deps;
    const changed = await inTransaction(connection, async (tx) => {
      const user = await users.findByEmail(normalizeEmail(email), tx);
      if (!user) return null;
      const isChange = (user.disabledAt !== null) === isUndone;
      if (isChange) await users.setDisabledAt(tx, user.id, isUndone ? null : now());
      if (!isUndone) await endSessionsOf(deps)(tx, user.id);
      return { userId: user.id, isChange };
    });
    if (changed?.isChange)
      securityLog({
        action: isUndone ? 'user-enabled' : 'user-disabled',
        outcome: 'success',
        userId: changed.userId,
        fields: { reason },
      });
    return changed !== null;
  };
