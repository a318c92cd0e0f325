import { inTransaction } from '@ticketing/common/mongo';
import type { SecurityLog } from '@ticketing/common/security-log';
import { decideRefresh, hashOf, newSalt, successorOf } from '../domain/refresh-token.ts';
import { type Origin, useSession } from '../domain/session.ts';
import type { GrantedSession } from './begin-session.ts';
import { type EndSessionsDeps, endSession } from './end-sessions.ts';

export interface RefreshDeps extends EndSessionsDeps {
  securityLog: SecurityLog;
}

export interface Refresh extends Origin {
  token: string;
  /** IP address of the request. */
  address: string;
}

/**
 * Exchanges a refresh token for its successor, and reads the user's roles again. A token that was used before ends its
 * session, because two parties have it.
 * @returns null when the person must sign in again
 */
export const refreshSession =
  (deps: RefreshDeps) =>
  async ({ token, address, ...origin }: Refresh): Promise<GrantedSession | null> => {
    const { connection, users, sessions, now, securityLog } = deps;
    const usedHash = hashOf(token);
    let reusedBy: string | undefined;
    const granted = await inTransaction(connection, async (tx): Promise<GrantedSession | null> => {
      reusedBy = undefined;
      const found = await sessions.findByToken(usedHash, tx);
      const user = found && (await users.findById(found.session.userId, tx));
      if (!found || !user) return null;
      const decision = decideRefresh(found, found.session, now());
      if (decision === 'ended') return null;
      if (decision === 'reuse') {
        reusedBy = user.id;
        await endSession(deps)(tx, found.session.id);
        return null;
      }
      if (decision === 'repeat' && found.salt)
        return { user, session: found.session, refreshToken: successorOf(token, found.salt) };
      const salt = newSalt();
      const refreshToken = successorOf(token, salt);
      const session = useSession(found.session, origin, now());
      await sessions.rotate(tx, session, { usedHash, salt, nextHash: hashOf(refreshToken) });
      return { user, session, refreshToken };
    });
    if (reusedBy) securityLog({ action: 'refresh-token-reused', outcome: 'failure', userId: reusedBy, address });
    return granted;
  };
