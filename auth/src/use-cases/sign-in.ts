import { invalidInput } from '@ticketing/common/errors';
import { assertMayTry } from '../domain/sign-in-limit.ts';
import { normalizeEmail, type User } from '../domain/user.ts';
import type { SignInAttemptStore } from '../store/sign-in-attempt-store.ts';
import type { SignUpDeps } from './sign-up.ts';

export interface SignInDeps extends Pick<SignUpDeps, 'users' | 'passwords'> {
  attempts: SignInAttemptStore;
}

export interface SignIn {
  email: string;
  password: string;
  /** IP address of the request. */
  address: string;
}

/**
 * Signs a user in. An unknown address and a wrong password get the same response in the same time.
 * @throws DomainError invalid_credentials, too_many_attempts
 */
export const signIn =
  ({ users, passwords, attempts }: SignInDeps) =>
  async ({ email: given, password, address }: SignIn): Promise<User> => {
    const email = normalizeEmail(given);
    const attempt = { email, address };
    for (const limit of ['ofAccountAndAddress', 'ofAddress'] as const)
      assertMayTry(limit, await attempts.record(limit, attempt));
    const user = await users.findByEmail(email);
    const isValid = await passwords.verify(user?.passwordHash ?? null, password).catch(async (error: unknown) => {
      await attempts.cancel(attempt);
      throw error;
    });
    if (!user || !isValid) throw invalidInput('invalid_credentials', 'Invalid credentials');
    await attempts.succeeded(attempt);
    return user;
  };
