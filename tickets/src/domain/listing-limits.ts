import { tooMany } from '@ticketing/common/errors';

const hourMs = 60 * 60 * 1_000;

/** How long listings are counted, starting with the first. */
export const listingWindowMs = hourMs;

/** A seller without a sale gets this share of the operator's MAX_LISTINGS_PER_HOUR: an account costs nothing, a sale does. */
export const shareOfNewSellers = 0.1;

export const maxOfNewSeller = (maxPerHour: number): number => Math.max(1, Math.floor(maxPerHour * shareOfNewSellers));

/** Uses of a budget in the current window, with this one. */
export interface Used {
  count: number;
  /** Time until the window ends, milliseconds. */
  endsInMs: number;
}

/**
 * Asserts that a seller may list another ticket.
 * @throws DomainError too_many_listings
 */
export function assertMayList({ count, endsInMs }: Used, maxPerHour: number, hasSold: boolean): void {
  if (count > (hasSold ? maxPerHour : maxOfNewSeller(maxPerHour)))
    throw tooMany(
      'too_many_listings',
      'You have listed a lot of tickets within an hour; try again later',
      endsInMs / 1_000,
    );
}

/**
 * Picture uploads of an account: rendering one costs up to a second of a core, and each is kept. Enough for somebody who
 * gives 60 listings a picture and replaces some.
 */
export const pictureLimits = {
  uploads: { max: 100, windowMs: hourMs },
  bytes: { max: 300 * 1024 * 1024, windowMs: 24 * hourMs },
} as const;

/** @throws DomainError too_many_pictures */
export function assertMayUpload(limit: keyof typeof pictureLimits, { count, endsInMs }: Used): void {
  if (count > pictureLimits[limit].max)
    throw tooMany('too_many_pictures', 'You have uploaded a lot of pictures; try again later', endsInMs / 1_000);
}
