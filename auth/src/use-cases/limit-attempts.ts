import { subscriberOf } from '@ticketing/common/addresses';
import { hashOf } from '../domain/refresh-token.ts';
import type { User } from '../domain/user.ts';
import type { DeviceStore } from '../store/device-store.ts';
import type { SignInAttemptStore } from '../store/sign-in-attempt-store.ts';
import type { Entry } from './begin-session.ts';

export interface LimitDeps {
  attempts: SignInAttemptStore;
  devices: DeviceStore;
}

export interface Guess<T> {
  email: string;
  /** Null when no user has the email. */
  user: User | null;
  entry: Pick<Entry, 'address' | 'replaces' | 'deviceToken'>;
  /**
   * Whether a right answer clears earlier failures. The password of an account with a second factor does not: it would
   * otherwise clear those of the factor, which then could be guessed without limit.
   */
  clearsFailures: boolean;
  /** @returns null when the answer is wrong */
  verify(): Promise<T | null>;
}

/**
 * Counts an attempt to prove who somebody is before it is verified; a wrong one stays counted.
 * @throws DomainError too_many_attempts
 */
export const limitAttempts =
  (deps: LimitDeps) =>
  async <T>({ email, user, entry, clearsFailures, verify }: Guess<T>): Promise<T | null> => {
    const { attempts } = deps;
    const knownDevice = await knownDeviceOf(deps, user, entry);
    const attempt = { email, subscriber: subscriberOf(entry.address), knownDevice };
    await attempts.record(attempt);
    const result = await verify().catch(async (error: unknown) => {
      await attempts.cancel(attempt);
      throw error;
    });
    if (result !== null) await (clearsFailures ? attempts.succeeded(attempt) : attempts.cancel(attempt));
    return result;
  };

/** Returns what proves that this user has signed in with this browser before; the same queries run for an unknown user. */
async function knownDeviceOf(
  { devices }: Pick<LimitDeps, 'devices'>,
  user: User | null,
  { deviceToken, replaces }: Pick<Entry, 'replaces' | 'deviceToken'>,
): Promise<string | null> {
  const tokenHash = deviceToken && hashOf(deviceToken);
  const owner = tokenHash && (await devices.ownerOf(tokenHash));
  if (!user) return null;
  if (tokenHash && owner === user.id) return tokenHash;
  return replaces?.userId === user.id ? replaces.id : null;
}
