import { invalidInput } from '@ticketing/common/errors';
import { inTransaction } from '@ticketing/common/mongo';
import type { SecurityLog } from '@ticketing/common/security-log';
import { normalizeEmail, type User } from '../domain/user.ts';
import type { PasswordHasher } from '../passwords/password-hasher.ts';
import { isEmailTaken } from '../store/user-store.ts';
import { type Entry, type GrantedSession, grantSession } from './begin-session.ts';
import type { EndSessionsDeps } from './end-sessions.ts';

export interface SignUpDeps extends EndSessionsDeps {
  passwords: PasswordHasher;
  securityLog: SecurityLog;
}

export interface SignUp extends Entry {
  email: string;
  password: string;
  /** IP address of the request. */
  address: string;
}

/**
 * Creates a user and signs it in.
 * @throws DomainError email_in_use
 */
export const signUp =
  (deps: SignUpDeps) =>
  async ({ email, password, address, ...entry }: SignUp): Promise<GrantedSession> => {
    const { connection, users, passwords, securityLog, now } = deps;
    const user: User = {
      id: users.newId(),
      email: normalizeEmail(email),
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
