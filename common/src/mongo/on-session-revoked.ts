import type { Handler } from '../consuming/index.ts';
import type { ClientSession } from './connection.ts';
import type { RevokedSessions } from './revoked-sessions.ts';

/** auth.session.revoked.v1 → the session's token is refused from now on. The same in every service on MongoDB. */
export const onSessionRevoked =
  (sessions: RevokedSessions): Handler<'auth.session.revoked.v1', ClientSession> =>
  async ({ event, tx }) => {
    await sessions.revoke(tx, event.sid, new Date(event.expiresAt));
  };
