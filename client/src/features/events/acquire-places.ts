import type { ApiAnswer } from '@/api/call-api.ts';
import { bookJourney } from '@/features/bookings/api/browser.ts';
import { passengersOf } from '@/features/bookings/passenger-names.ts';
import { keepStatement } from '@/features/payment/reservation-statements.ts';
import { bookingPath } from '@/site/travel-paths.ts';
import { reserveParty } from './api/browser.ts';
import type { PerformanceWithSeats } from './api/schemas.ts';
import type { Party } from './pending-party.ts';

/** A journey has passengers, who are booked; places of other performances are reserved. */
export type PerformanceKind = PerformanceWithSeats['kind'];

/**
 * Reserves places of an event, or books those of a journey.
 * @param key the same key and party get the same places, however often they are sent
 * @returns the page where the visitor goes on
 */
export async function acquirePlaces(
  kind: PerformanceKind,
  performanceId: string,
  { request, names }: Pick<Party, 'request' | 'names'>,
  key: string,
): Promise<ApiAnswer<string>> {
  if (kind === 'departure') {
    const answer = await bookJourney({ performanceId, ...request, ...passengersOf(names) }, key);
    return answer.ok ? { ...answer, value: bookingPath(answer.value.id) } : answer;
  }
  const answer = await reserveParty(performanceId, request, key);
  if (!answer.ok) return answer;
  keepStatement(answer.value);
  return { ...answer, value: `/orders/${answer.value.id}` };
}
