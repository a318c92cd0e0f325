import type { CounterKey, Counters } from '@ticketing/common/mongo';
import { type AttemptLimit, assertMayTry, attemptWindowMs, limitsFor } from '../domain/sign-in-limit.ts';

export interface SignInAttempt {
  email: string;
  /** IPv4 address, or /64 of an IPv6 address. */
  subscriber: string;
  /** The proof of a device in which the account has signed in before; null for others. */
  knownDevice: string | null;
}

const limitsOf = ({ knownDevice }: SignInAttempt) => limitsFor({ isKnownDevice: knownDevice !== null });

const keyOf = (limit: AttemptLimit, { email, subscriber, knownDevice }: SignInAttempt): CounterKey => {
  const parts = {
    ofDevice: [email, knownDevice ?? ''],
    ofAccountAndSubscriber: [subscriber, email],
    ofAccount: [email],
    ofSubscriber: [subscriber],
  }[limit];
  return ['sign-in attempts', limit, ...parts];
};

/** Counts sign-in attempts across all replicas. */
export const createSignInAttemptStore = (counters: Counters) => ({
  /**
   * Counts an attempt before its password is verified, so that concurrent attempts count each other.
   * @throws DomainError too_many_attempts
   */
  async record(attempt: SignInAttempt): Promise<void> {
    for (const limit of limitsOf(attempt))
      assertMayTry(limit, await counters.add(keyOf(limit, attempt), attemptWindowMs));
  },

  /** Uncounts a successful attempt and clears earlier failures of this account from this device or subscriber. */
  async succeeded(attempt: SignInAttempt): Promise<void> {
    for (const limit of limitsOf(attempt)) {
      if (limit === 'ofDevice' || limit === 'ofAccountAndSubscriber') await counters.reset(keyOf(limit, attempt));
      else await counters.subtract(keyOf(limit, attempt));
    }
  },

  /** Uncounts an attempt whose password was not verified. */
  async cancel(attempt: SignInAttempt): Promise<void> {
    for (const limit of limitsOf(attempt)) await counters.subtract(keyOf(limit, attempt));
  },

  /** Clears the failures of an account, from this subscriber and from everywhere. */
  async clear(account: Pick<SignInAttempt, 'email' | 'subscriber'>): Promise<void> {
    const attempt = { ...account, knownDevice: null };
    for (const limit of ['ofAccountAndSubscriber', 'ofAccount'] as const) await counters.reset(keyOf(limit, attempt));
  },
});

export type SignInAttemptStore = ReturnType<typeof createSignInAttemptStore>;
