import { inTransaction } from '@ticketing/common/mongo';
import type { SecurityLog } from '@ticketing/common/security-log';
import { normalizeEmail } from '../domain/user.ts';
import { type EndSessionsDeps, endSessionsOf } from './end-sessions.ts';

/**
 * Ends all sessions of an account, such as one that somebody else uses. Password and factors stay as they are.
 * Repeating it changes nothing.
 * @returns the number of ended sessions; null when no user has this email
 */
export const endSessionsOfAccount =
  (deps: EndSessionsDeps & { securityLog: SecurityLog }) =>
  async ({ email, reason }: { email: string; reason: string }): Promise<number | null> => {
    const ended = await inTransaction(deps.connection, async (tx) => {
      const user = await deps.users.findByEmail(normalizeEmail(email), tx);
      return user && { userId: user.id, count: await endSessionsOf(deps)(tx, user.id) };
    });
    if (!ended) return null;
    const { userId, count } = ended;
    deps.securityLog({ action: 'session-ended', outcome: 'success', userId, fields: { reason, sessions: count } });
    return count;
  };
