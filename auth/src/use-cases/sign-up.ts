import { invalidInput } from '@ticketing/common/errors';
import { type Connection, inTransaction } from '@ticketing/common/mongo';
import { normalizeEmail, type User } from '../domain/user.ts';
import type { PasswordHasher } from '../passwords/password-hasher.ts';
import { isEmailTaken, type UserStore } from '../store/user-store.ts';

export interface SignUpDeps {
  connection: Connection;
  users: UserStore;
  passwords: PasswordHasher;
}

/**
 * Creates a user.
 * @throws DomainError email_in_use
 */
export const signUp =
  ({ connection, users, passwords }: SignUpDeps) =>
  async ({ email, password }: { email: string; password: string }): Promise<User> => {
    const user: User = {
      id: users.newId(),
      email: normalizeEmail(email),
      passwordHash: await passwords.hash(password),
      roles: [],
      version: 0,
      createdAt: new Date(),
    };
    try {
      await inTransaction(connection, (session) => users.insert(session, user));
    } catch (error) {
      throw isEmailTaken(error) ? invalidInput('email_in_use', 'Email in use', 'email') : error;
    }
    return user;
  };
