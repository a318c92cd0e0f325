import { DomainError, invalidInput } from '@ticketing/common/errors';
import { inTransaction } from '@ticketing/common/mongo';
import { normalizeEmail, withNewContact } from '../domain/user.ts';
import { type EnteredSession, type Entry, grantSession } from './begin-session.ts';
import { sealContact } from './publish-contact.ts';
import { type SignInDeps, verifyPassword } from './verify-password.ts';

export interface SignIn extends Entry {
  email: string;
  password: string;
}

const invalidCredentials = () => invalidInput('invalid_credentials', 'Invalid credentials');

/**
 * Signs a user in; mails use the language of this browser from now on. An unknown address and a wrong password get the same response in the same time.
 * @throws DomainError invalid_credentials, too_many_attempts
 */
export const signIn =
  (deps: SignInDeps) =>
  async ({ email: given, password, ...entry }: SignIn): Promise<EnteredSession> => {
    const { connection, users, passwords, seal, now, securityLog } = deps;
    const { address } = entry;
    const email = normalizeEmail(given);
    const user = await users.findByEmail(email);
    const userId = user?.id;
    try {
      const match = await verifyPassword(deps)({ email, password, user }, entry);
      if (!user || !match) throw invalidCredentials();
      const newHash = match === 'outdated' ? await passwords.hash(password) : user.passwordHash;
      const contact = withNewContact(user, entry.language);
      const sealedContact = contact && (await sealContact(seal, contact));
      const granted = await inTransaction(connection, async (tx) => {
        // A password or role that changes at this moment must not leave a session behind; see `enter`.
        const current = await users.enter(tx, user, now(), newHash);
        if (!current) throw invalidCredentials();
        if (contact && sealedContact) await users.publishContact(tx, contact, user.contactVersion, sealedContact);
        return grantSession(deps)(tx, current, entry);
      });
      securityLog({ action: 'user-signed-in', outcome: 'success', userId, address });
      return granted;
    } catch (error) {
      const isLockedOut = error instanceof DomainError && error.kind === 'too_many';
      if (error instanceof DomainError)
        securityLog({
          action: isLockedOut ? 'user-locked-out' : 'user-signed-in',
          outcome: 'failure',
          userId,
          address,
        });
      throw error;
    }
  };
