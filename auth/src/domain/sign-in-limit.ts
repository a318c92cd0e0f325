import { tooMany } from '@ticketing/common/errors';

/** How long failed attempts are counted, starting with the first. */
export const attemptWindowMs = 15 * 60 * 1_000;

/**
 * Maximum number of failed attempts per window. Per account and address: someone is guessing. Per address: someone is
 * trying leaked credentials; many people may share an address. There is no limit per account alone, or anyone could
 * lock its owner out.
 */
export const maxAttempts = { ofAccountAndAddress: 10, ofAddress: 200 } as const;
export type AttemptLimit = keyof typeof maxAttempts;

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
