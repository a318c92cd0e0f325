import type { RevokedSessions } from '@ticketing/common/mongo';
import type { ExpectedEvent } from '@ticketing/common/reconcile';
import type { Seal } from '@ticketing/common/sealing';
import type { User } from '../domain/user.ts';
import { contactChanged, sessionRevoked, type UserStore, userCreated, userDeleted } from '../store/user-store.ts';
import { sealContact } from './publish-contact.ts';

export interface ExpectedEventsDeps {
  users: Pick<UserStore, 'all' | 'allDeleted'>;
  revokedSessions: Pick<RevokedSessions, 'all'>;
  seal: Seal;
}

/**
 * Yields the events that the stored rows imply: per user its creation and all versions of its contact, and one per unexpired
 * revocation. A deleted user has no contact to tell any more. A mail whose request was lost is requested again by its
 * recipient.
 */
export const expectedEvents = ({ users, revokedSessions, seal }: ExpectedEventsDeps) =>
  async function* (): AsyncIterable<ExpectedEvent[]> {
    for await (const batch of users.all()) {
      yield batch.map(({ id }) => userCreated(id));
      yield (await Promise.all(batch.map((user) => contactsOf(seal, user)))).flat();
    }
    for await (const batch of users.allDeleted())
      yield batch.flatMap((user) => [userCreated(user.id), userDeleted(user)]);
    for await (const batch of revokedSessions.all())
      yield batch.map(({ sid, expiresAt }) => sessionRevoked(sid, expiresAt));
  };

/** Earlier contacts were overwritten by the current one. */
async function contactsOf(seal: Seal, user: User): Promise<ExpectedEvent[]> {
  const last = user.contactVersion ?? -1;
  const sealed = await sealContact(seal, user);
  return Array.from({ length: last + 1 }, (_, version) => ({
    ...contactChanged(user.id, sealed, version),
    isSubstitute: version < last,
  }));
}
