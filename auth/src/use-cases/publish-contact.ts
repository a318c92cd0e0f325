import { type Connection, inTransaction } from '@ticketing/common/mongo';
import type { Seal } from '@ticketing/common/sealing';
import { type User, withNewContact } from '../domain/user.ts';
import type { UserStore } from '../store/user-store.ts';

/** Encrypts how a user is reached to notifications; no event has an address that anybody else can read. */
export const sealContact = (seal: Seal, { id, email, language }: Pick<User, 'id' | 'email' | 'language'>) =>
  seal({ address: email, language }, `contact:${id}`);

export interface PublishContactsDeps {
  connection: Connection;
  users: Pick<UserStore, 'all' | 'publishContact'>;
  seal: Seal;
}

/** Bounds memory and the length of a transaction. */
const usersPerTransaction = 100;

/**
 * Publishes the contacts of accounts that have none yet: those of earlier releases. Idempotent; may run in several processes
 * at once, and continues after a crash.
 * @returns how many were published
 */
export const publishContacts =
  ({ connection, users, seal }: PublishContactsDeps) =>
  async (signal?: AbortSignal): Promise<number> => {
    let published = 0;
    for await (const batch of users.all({ withoutContact: true, size: usersPerTransaction })) {
      if (signal?.aborted) break;
      const contacts = await Promise.all(
        batch
          .flatMap((user) => withNewContact(user, null) ?? [])
          .map(async (next) => ({
            next,
            sealed: await sealContact(seal, next),
          })),
      );
      published += await inTransaction(connection, async (tx) => {
        let count = 0;
        for (const { next, sealed } of contacts) if (await users.publishContact(tx, next, null, sealed)) count += 1;
        return count;
      });
    }
    return published;
  };
