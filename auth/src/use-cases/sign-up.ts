import { invalidInput } from '@ticketing/common/errors';
import { inTransaction } from '@ticketing/common/mongo';
import type { SecurityLog } from '@ticketing/common/security-log';
import { assertAcceptable } from '../domain/password.ts';
import { normalizeEmail, type User } from '../domain/user.ts';
import { isListedPassword } from '../passwords/listed-passwords.ts';
import type { PasswordHasher } from '../passwords/password-hasher.ts';
import { isEmailTaken } from '../store/user-store.ts';
import { type EnteredSession, type Entry, type GrantDeps, grantSession } from './begin-session.ts';

export interface SignUpDeps extends GrantDeps {
  passwords: PasswordHasher;
  securityLog: SecurityLog;
}

export interface SignUp extends Entry {
  email: string;
  password: string;
}

/**
 * Creates a user and signs it in.
 * @throws DomainError email_in_use, password_blank, password_is_email, password_common
 */
export const signUp =
  (deps: SignUpDeps) =>
  async ({ email: given, password, address, ...entry }: SignUp): Promise<EnteredSession> => {
    const { connection, users, passwords, securityLog, now } = deps;
    const email = normalizeEmail(given);
    assertAcceptable({ password, email, field: 'password' }, isListedPassword);
    const user: User = {
      id: users.newId(),
      email,
      passwordHash: await passwords.hash(password),
      roles: [],
      version: 0,
      createdAt: now(),
    };
    try {
      const granted = await inTransaction(connection, async (tx) => {
        await users.insert(tx, user);
        return grantSession(deps)(tx, user, entry);
      });
      securityLog({ action: 'user-signed-up', outcome: 'success', userId: user.id, address });
      return granted;
    } catch (error) {
      throw isEmailTaken(error) ? invalidInput('email_in_use', 'Email in use', 'email') : error;
    }
  };
