import type { ClientSession, Connection, RevokedSessions } from '@ticketing/common/mongo';
import type { SessionStore } from '../store/session-store.ts';
import type { UserStore } from '../store/user-store.ts';

export interface EndSessionsDeps {
  connection: Connection;
  users: UserStore;
  sessions: SessionStore;
  revokedSessions: RevokedSessions;
  accessTokenSeconds: number;
  now: () => Date;
}

/** Clocks of two replicas differ by less than this, milliseconds. */
const clockSkewMs = 60_000;

/**
 * Ends a session within a transaction: its refresh tokens are void, its access tokens are refused here immediately and
 * elsewhere within seconds. Writes one event however often it is called.
 * @param tokenExpiresAt of a token that auth may not have issued; other tokens expire within their lifetime
 * @returns whether there was such a session
 */
export const endSession =
  ({ users, sessions, revokedSessions, accessTokenSeconds, now }: Omit<EndSessionsDeps, 'connection'>) =>
  async (tx: ClientSession, sid: string, tokenExpiresAt: Date = new Date(0)): Promise<boolean> => {
    const lastExpiry = now().getTime() + accessTokenSeconds * 1_000 + clockSkewMs;
    const expiresAt = new Date(Math.max(lastExpiry, tokenExpiresAt.getTime()));
    const isEnded = await sessions.remove(tx, sid);
    if (await revokedSessions.revoke(tx, sid, expiresAt)) await users.appendSessionRevoked(tx, sid, expiresAt);
    return isEnded;
  };

/**
 * Ends a user's sessions within a transaction. @param except the session that stays
 * @returns the number of ended sessions
 */
export const endSessionsOf =
  (deps: Omit<EndSessionsDeps, 'connection'>) =>
  async (tx: ClientSession, userId: string, except: string | null = null): Promise<number> => {
    const ended = (await deps.sessions.ofUser(userId, deps.now(), tx)).filter(({ id }) => id !== except);
    for (const { id } of ended) await endSession(deps)(tx, id);
    return ended.length;
  };
