import { invalidInput } from '@ticketing/common/errors';
import { normalizeEmail, type User } from '../domain/user.ts';
import type { SignUpDeps } from './sign-up.ts';

/**
 * Answers the same, in the same time, to an unknown address and to a wrong password.
 * @throws DomainError invalid_credentials
 */
export const signIn =
  ({ users, passwords }: Pick<SignUpDeps, 'users' | 'passwords'>) =>
  async ({ email, password }: { email: string; password: string }): Promise<User> => {
    const user = await users.findByEmail(normalizeEmail(email));
    const isRight = await passwords.verify(user?.passwordHash ?? null, password);
    if (!user || !isRight) throw invalidInput('invalid_credentials', 'Invalid credentials');
    return user;
  };
