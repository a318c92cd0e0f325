import type { RevokedSessions } from '@ticketing/common/mongo';
import type { ExpectedEvent } from '@ticketing/common/reconcile';
import { sessionRevoked, type UserStore, userCreated } from '../store/user-store.ts';

export interface ExpectedEventsDeps {
  users: Pick<UserStore, 'allIds'>;
  revokedSessions: Pick<RevokedSessions, 'all'>;
}

/** What must have been published: every user, and every revocation that still matters. */
export const expectedEvents = ({ users, revokedSessions }: ExpectedEventsDeps) =>
  async function* (): AsyncIterable<ExpectedEvent[]> {
    for await (const ids of users.allIds()) yield ids.map(userCreated);
    for await (const some of revokedSessions.all())
      yield some.map(({ sid, expiresAt }) => sessionRevoked(sid, expiresAt));
  };
