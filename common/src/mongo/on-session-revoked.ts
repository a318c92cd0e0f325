import type { Handler } from '../consuming/index.ts';
import type { ClientSession } from './connection.ts';
import type { RevokedSessions } from './revoked-sessions.ts';

/** auth.session.revoked.v1 → revokes the session's token. Shared by all MongoDB services. */
export const onSessionRevoked =
  (sessions: RevokedSessions): Handler<'auth.session.revoked.v1', ClientSession> =>
  async ({ event, tx }) => {
    await sessions.revoke(tx, event.sid, new Date(event.expiresAt));
  };
