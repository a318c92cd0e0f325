import { type Connection, inTransaction, type RevokedSessions } from '@ticketing/common/mongo';
import type { UserStore } from '../store/user-store.ts';

export interface SignOutDeps {
  connection: Connection;
  users: UserStore;
  revokedSessions: RevokedSessions;
}

/** Ends a session everywhere: its token is refused here immediately and elsewhere within seconds. */
export const signOut =
  ({ connection, users, revokedSessions }: SignOutDeps) =>
  ({ sid, expiresAt }: { sid: string; expiresAt: Date }): Promise<void> =>
    inTransaction(connection, async (session) => {
      const isNew = await revokedSessions.revoke(session, sid, expiresAt);
      if (isNew) await users.appendSessionRevoked(session, sid, expiresAt);
    });
