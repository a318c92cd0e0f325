import type { User } from '../domain/user.ts';
import type { PasswordHasher, PasswordMatch } from '../passwords/password-hasher.ts';
import type { Entry } from './begin-session.ts';
import { type LimitDeps, limitAttempts } from './limit-attempts.ts';

export interface GivenCredentials {
  email: string;
  password: string;
  /** Null when no user has the email. */
  user: User | null;
}

/**
 * Verifies a password and counts the attempt. Takes as long for an unknown user as for a wrong password.
 * @returns null when it is wrong
 * @throws DomainError too_many_attempts
 */
export const verifyPassword =
  (deps: LimitDeps & { passwords: PasswordHasher }) =>
  (
    { email, password, user }: GivenCredentials,
    entry: Pick<Entry, 'address' | 'replaces' | 'deviceToken'>,
  ): Promise<Exclude<PasswordMatch, 'wrong'> | null> =>
    limitAttempts(deps)({
      ...{ email, user, entry },
      clearsFailures: !user?.hasSecondFactor,
      verify: async () => {
        const match = await deps.passwords.verify(user?.passwordHash ?? null, password);
        return match === 'wrong' ? null : match;
      },
    });
