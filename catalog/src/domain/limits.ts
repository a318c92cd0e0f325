import { tooMany } from '@ticketing/common/errors';

const dayMs = 24 * 60 * 60 * 1_000;

/** How long uses are counted, starting with the first. */
export const limitWindowMs = dayMs;

/** What an account may make a day. An account costs nothing, and a seat map has up to a megabyte. */
export const limits = {
  organisers: 5,
  venues: 20,
  seat_maps: 100,
  performances: 500,
  schedules: 20,
  refunds: 2_000,
  crew: 500,
} as const;
export type Limited = keyof typeof limits;

/**
 * Asserts that an account may make another.
 * @param used uses in this window, with this one
 * @throws DomainError too_many_organisers, too_many_venues, too_many_seat_maps, too_many_performances,
 *   too_many_schedules, too_many_crew, too_many_refunds
 */
export function assertWithinLimit(what: Limited, used: { count: number; endsInMs: number }): void {
  if (used.count > limits[what])
    throw tooMany(`too_many_${what}`, 'You have made a lot of these today; try again later', used.endsInMs / 1_000);
}
