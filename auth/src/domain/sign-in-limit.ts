import { tooMany } from '@ticketing/common/errors';

/** How long failed attempts are counted, from the first on. */
export const attemptWindowMs = 15 * 60 * 1_000;

/**
 * Failed attempts in that time. Of one account from one address: somebody guesses. Of one address at all: somebody tries what
 * leaked elsewhere; many people may share an address. An account has no limit of its own, or anybody could lock its owner out.
 */
export const maxAttempts = { ofAccountAndAddress: 10, ofAddress: 200 } as const;
export type AttemptLimit = keyof typeof maxAttempts;

/** Attempts counted, the one at hand included. */
export interface CountedAttempts {
  count: number;
  /** Until they are forgotten. */
  endsInMs: number;
}

/** @throws DomainError too_many_attempts */
export function assertMayTry(limit: AttemptLimit, { count, endsInMs }: CountedAttempts): void {
  if (count > maxAttempts[limit])
    throw tooMany('too_many_attempts', 'Too many attempts to sign in; try again later', endsInMs / 1_000);
}
