import type { RevokedSessions } from '@ticketing/common/mongo';
import type { ExpectedEvent } from '@ticketing/common/reconcile';
import { sessionRevoked, type UserStore, userCreated } from '../store/user-store.ts';

export interface ExpectedEventsDeps {
  users: Pick<UserStore, 'allIds'>;
  revokedSessions: Pick<RevokedSessions, 'all'>;
}

/** Yields the events that the stored rows imply: one per user, and one per unexpired revocation. */
export const expectedEvents = ({ users, revokedSessions }: ExpectedEventsDeps) =>
  async function* (): AsyncIterable<ExpectedEvent[]> {
    for await (const ids of users.allIds()) yield ids.map(userCreated);
    for await (const batch of revokedSessions.all())
      yield batch.map(({ sid, expiresAt }) => sessionRevoked(sid, expiresAt));
  };
