import { tooMany } from '@ticketing/common/errors';

/** How long failed attempts are counted, starting with the first. */
export const attemptWindowMs = 15 * 60 * 1_000;

/**
 * Maximum number of failed attempts per window.
 * - A known device, in which this account has signed in before, has its own limit and no other: strangers can lock
 *   neither the owner nor a whole site out.
 * - Per account and subscriber: someone is guessing.
 * - Per account: someone is guessing from many places.
 * - Per subscriber: someone is trying leaked credentials; many people may share an address.
 *
 * A subscriber is an IPv4 address or the /64 of an IPv6 address.
 */
export const maxAttempts = { ofDevice: 10, ofAccountAndSubscriber: 10, ofAccount: 30, ofSubscriber: 200 } as const;
export type AttemptLimit = keyof typeof maxAttempts;

/** Returns the limits that apply to an attempt. */
export const limitsFor = ({ isKnownDevice }: { isKnownDevice: boolean }): readonly AttemptLimit[] =>
  isKnownDevice ? ['ofDevice'] : ['ofAccountAndSubscriber', 'ofAccount', 'ofSubscriber'];

/** Counted attempts, including the current one. */
export interface CountedAttempts {
  count: number;
  /** Time until the window ends. */
  endsInMs: number;
}

/** @throws DomainError too_many_attempts */
export function assertMayTry(limit: AttemptLimit, { count, endsInMs }: CountedAttempts): void {
  if (count > maxAttempts[limit])
    throw tooMany('too_many_attempts', 'Too many attempts to sign in; try again later', endsInMs / 1_000);
}
