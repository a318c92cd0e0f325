import { DomainError, invalidInput } from '@ticketing/common/errors';
import { type ClientSession, inTransaction } from '@ticketing/common/mongo';
import type { AuthenticationMethod } from '../domain/authentication.ts';
import { type User, withNewContact } from '../domain/user.ts';
import { type EnteredSession, type Entry, grantSession } from './begin-session.ts';
import { sealContact } from './publish-contact.ts';
import type { SignInDeps } from './sign-in-deps.ts';

export const invalidCredentials = () => invalidInput('invalid_credentials', 'Invalid credentials');

export interface Admission {
  user: User;
  entry: Entry;
  /** Uses up a proof within the transaction that begins the session. @returns null, having written nothing, when it is wrong */
  prove(tx: ClientSession): Promise<readonly AuthenticationMethod[] | null>;
  /** Replaces the hash of the password. */
  newHash?: string;
}

/**
 * Begins a session; mails use the language of this browser from now on, unless the user has chosen one.
 * @returns null when the proof is wrong
 * @throws DomainError account_disabled; invalid_credentials when the account has changed meanwhile
 */
export const admit =
  (deps: SignInDeps) =>
  async ({ user, entry, prove, newHash = user.passwordHash }: Admission): Promise<EnteredSession | null> => {
    const { connection, users, seal, now } = deps;
    const contact = withNewContact(user, entry.language);
    const sealedContact = contact && (await sealContact(seal, contact));
    return inTransaction(connection, async (tx) => {
      const amr = await prove(tx);
      if (!amr) return null;
      // A password, role or factor that changes at this moment must not leave a session behind; see `enter`.
      const current = await users.enter(tx, user, now(), newHash);
      if (!current) throw invalidCredentials();
      if (contact && sealedContact) await users.publishContact(tx, contact, user.contactVersion, sealedContact);
      return grantSession(deps)(tx, current, entry, { amr, authenticatedAt: now() });
    });
  };

/** Records the outcome of a sign-in, or of one step of it, in the security log. */
export async function loggingSignIn<T extends EnteredSession | object>(
  { securityLog }: Pick<SignInDeps, 'securityLog'>,
  { userId, address }: { userId: string | undefined; address: string },
  signIn: () => Promise<T>,
): Promise<T> {
  try {
    const result = await signIn();
    const log = { outcome: 'success', userId, address } as const;
    if ('session' in result)
      securityLog({ ...log, action: 'user-signed-in', fields: { amr: (result as EnteredSession).session.amr } });
    else securityLog({ ...log, action: 'second-factor-requested' });
    return result;
  } catch (error) {
    const isLockedOut = error instanceof DomainError && error.kind === 'too_many';
    if (error instanceof DomainError)
      securityLog({ action: isLockedOut ? 'user-locked-out' : 'user-signed-in', outcome: 'failure', userId, address });
    throw error;
  }
}
