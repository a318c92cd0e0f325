import type { Handler } from '../consuming/index.ts';
import type { Queryable } from './database.ts';

/** Returns whether a session was revoked before its token expires. */
export async function isSessionRevoked(database: Queryable, sid: string): Promise<boolean> {
  const rows = await database.$queryRaw<unknown[]>`SELECT FROM revoked_sessions WHERE sid = ${sid}`;
  return rows.length > 0;
}

/** auth.session.revoked.v1 → revokes the session's token. Shared by all PostgreSQL services. */
export const onSessionRevoked: Handler<'auth.session.revoked.v1', Queryable> = async ({ event, tx }) => {
  await tx.$executeRaw`
    INSERT INTO revoked_sessions (sid, expires_at) VALUES (${event.sid}, ${new Date(event.expiresAt)})
    ON CONFLICT (sid) DO NOTHING`;
};
