import { inTransaction } from '@ticketing/common/mongo';
import type { SecurityLog } from '@ticketing/common/security-log';
import { normalizeEmail } from '../domain/user.ts';
import type { PasskeyStore } from '../store/passkey-store.ts';
import type { SecondFactorStore } from '../store/second-factor-store.ts';
import { type EndSessionsDeps, endSessionsOf } from './end-sessions.ts';

export interface ResetSecondFactorDeps extends EndSessionsDeps {
  secondFactors: SecondFactorStore;
  passkeys: PasskeyStore;
  securityLog: SecurityLog;
}

/**
 * Removes all factors but the password from an account whose owner has lost them. All its sessions end. Repeating it
 * changes nothing.
 * @returns whether it had any; null when no user has this email
 */
export const resetSecondFactor =
  (deps: ResetSecondFactorDeps) =>
  async ({ email, reason }: { email: string; reason: string }): Promise<boolean | null> => {
    const { connection, users, secondFactors, passkeys, securityLog } = deps;
    const reset = await inTransaction(connection, async (tx) => {
      const user = await users.findByEmail(normalizeEmail(email), tx);
      if (!user) return null;
      await secondFactors.beginChange(tx, user.id);
      await secondFactors.clear(tx, user.id);
      await passkeys.removeAll(tx, user.id);
      await users.setHasSecondFactor(tx, user.id, false);
      if (user.hasSecondFactor) await endSessionsOf(deps)(tx, user.id);
      return { userId: user.id, hadFactor: user.hasSecondFactor };
    });
    if (reset?.hadFactor)
      securityLog({ action: 'second-factor-reset', outcome: 'success', userId: reset.userId, fields: { reason } });
    return reset?.hadFactor ?? null;
  };
