import { inTransaction } from '@ticketing/common/mongo';
import type { Language } from '@ticketing/contracts';
import { noSuchUser, type User, withChosenLanguage } from '../domain/user.ts';
import { sealContact } from './publish-contact.ts';
import type { SignUpDeps } from './sign-up.ts';

export interface ProfileChange {
  userId: string;
  /** Null for none. */
  name: string | null;
  language: Language;
}

/** Returns what a user may know about their account. @throws DomainError not_found for a user whom auth does not know */
export const readProfile =
  ({ users }: Pick<SignUpDeps, 'users'>) =>
  async (userId: string): Promise<User> => {
    const user = await users.findById(userId);
    if (!user) throw noSuchUser();
    return user;
  };

/**
 * Sets a user's name and the language of mails, which no longer follows the browser. Idempotent.
 * @throws DomainError not_found for a user whom auth does not know
 */
export const changeProfile =
  ({ connection, users, seal }: Pick<SignUpDeps, 'connection' | 'users' | 'seal'>) =>
  ({ userId, name, language }: ProfileChange): Promise<User> =>
    inTransaction(connection, async (tx) => {
      const user = await users.findById(userId, tx);
      if (!user) throw noSuchUser();
      await users.setProfile(tx, userId, name);
      const contact = withChosenLanguage(user, language);
      if (contact) await users.publishContact(tx, contact, user.contactVersion, await sealContact(seal, contact));
      return { ...user, ...contact, name, isLanguageChosen: true };
    });
