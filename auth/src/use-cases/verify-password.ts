import { subscriberOf } from '@ticketing/common/addresses';
import { hashOf } from '../domain/refresh-token.ts';
import type { User } from '../domain/user.ts';
import type { PasswordMatch } from '../passwords/password-hasher.ts';
import type { SignInAttemptStore } from '../store/sign-in-attempt-store.ts';
import type { Entry } from './begin-session.ts';
import type { SignUpDeps } from './sign-up.ts';

export interface SignInDeps extends SignUpDeps {
  attempts: SignInAttemptStore;
}

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
  (deps: Pick<SignInDeps, 'passwords' | 'attempts' | 'devices'>) =>
  async (
    { email, password, user }: GivenCredentials,
    entry: Pick<Entry, 'address' | 'replaces' | 'deviceToken'>,
  ): Promise<Exclude<PasswordMatch, 'wrong'> | null> => {
    const { passwords, attempts } = deps;
    const knownDevice = await knownDeviceOf(deps, user, entry);
    const attempt = { email, subscriber: subscriberOf(entry.address), knownDevice };
    await attempts.record(attempt);
    const match = await passwords.verify(user?.passwordHash ?? null, password).catch(async (error: unknown) => {
      await attempts.cancel(attempt);
      throw error;
    });
    if (match === 'wrong') return null;
    await attempts.succeeded(attempt);
    return match;
  };

/** Returns what proves that this user has signed in with this browser before; the same queries run for an unknown user. */
async function knownDeviceOf(
  { devices }: Pick<SignInDeps, 'devices'>,
  user: User | null,
  { deviceToken, replaces }: Pick<Entry, 'replaces' | 'deviceToken'>,
): Promise<string | null> {
  const tokenHash = deviceToken && hashOf(deviceToken);
  const owner = tokenHash && (await devices.ownerOf(tokenHash));
  if (!user) return null;
  if (tokenHash && owner === user.id) return tokenHash;
  return replaces?.userId === user.id ? replaces.id : null;
}
