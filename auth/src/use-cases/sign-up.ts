import { subscriberOf } from '@ticketing/common/addresses';
import { DomainError, invalidInput } from '@ticketing/common/errors';
import { type Counters, inTransaction } from '@ticketing/common/mongo';
import type { Seal } from '@ticketing/common/sealing';
import type { SecurityLog } from '@ticketing/common/security-log';
import { languages } from '@ticketing/contracts';
import { byPassword } from '../domain/authentication.ts';
import { assertAcceptable } from '../domain/password.ts';
import { assertMaySignUp, signUpWindowMs } from '../domain/sign-up-limit.ts';
import { normalizeEmail, type User } from '../domain/user.ts';
import { isListedPassword } from '../passwords/listed-passwords.ts';
import type { PasswordHasher } from '../passwords/password-hasher.ts';
import type { MailTokenStore } from '../store/mail-token-store.ts';
import { isEmailTaken } from '../store/user-store.ts';
import { type EnteredSession, type Entry, type GrantDeps, grantSession } from './begin-session.ts';
import { sealContact } from './publish-contact.ts';
import { prepareMail } from './request-mail.ts';

export interface SignUpDeps extends GrantDeps {
  passwords: PasswordHasher;
  mailTokens: MailTokenStore;
  seal: Seal;
  securityLog: SecurityLog;
  counters: Counters;
  /** Maximum number of accounts that a subscriber creates per hour. */
  maxSignUpsPerHour: number;
}

export interface SignUp extends Entry {
  email: string;
  password: string;
}

/**
 * Creates a user and signs it in. A link that confirms the address is mailed.
 * @throws DomainError too_many_sign_ups, email_in_use, password_blank, password_is_email, password_common
 */
export const signUp =
  (deps: SignUpDeps) =>
  async ({ email: given, password, address, ...entry }: SignUp): Promise<EnteredSession> => {
    const { connection, users, mailTokens, passwords, seal, securityLog, now } = deps;
    const email = normalizeEmail(given);
    assertAcceptable({ password, email, field: 'password' }, isListedPassword);
    const user: User = {
      id: users.newId(),
      email,
      emailVerifiedAt: null,
      passwordHash: await countSignUp(deps, address, () => passwords.hash(password)),
      hasSecondFactor: false,
      roles: [],
      name: null,
      language: entry.language ?? languages[0],
      isLanguageChosen: false,
      version: 0,
      contactVersion: 0,
      createdAt: now(),
      disabledAt: null,
    };
    const contact = await sealContact(seal, user);
    const mail = await prepareMail(deps)(user, 'email_verification');
    try {
      const granted = await inTransaction(connection, async (tx) => {
        await users.insert(tx, user, contact);
        await mailTokens.insert(tx, ...mail);
        return grantSession(deps)(tx, user, entry, { amr: byPassword, authenticatedAt: now() });
      });
      securityLog({ action: 'user-signed-up', outcome: 'success', userId: user.id, address });
      return granted;
    } catch (error) {
      throw isEmailTaken(error) ? invalidInput('email_in_use', 'Email in use', 'email') : error;
    }
  };

/**
 * Counts a sign-up before its password is hashed, so that concurrent ones count each other and refused ones cost nothing.
 * One that fails because the email is in use stays counted: it asked whether somebody has an account.
 * @throws DomainError too_many_sign_ups
 */
async function countSignUp<T>(
  { counters, maxSignUpsPerHour, securityLog }: SignUpDeps,
  address: string,
  work: () => Promise<T>,
): Promise<T> {
  const key = ['sign-ups', subscriberOf(address)];
  const counted = await counters.add(key, signUpWindowMs);
  try {
    assertMaySignUp(counted, maxSignUpsPerHour);
    return await work();
  } catch (error) {
    if (error instanceof DomainError) securityLog({ action: 'user-signed-up', outcome: 'failure', address });
    else await counters.subtract(key);
    throw error;
  }
}
