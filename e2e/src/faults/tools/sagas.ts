import { waitFor } from '@ticketing/common/backoff';
import { withPostgres } from '../../checker/observe/postgres.ts';
import type { BookingBody, Person } from '../../person.ts';
import { retryRequest } from '../../retry-request.ts';
import { PromiseBroken, type Stage } from '../fault.ts';

/** Sagas that somebody waits for; those that only wait for a payment end with the reservation. */
const isUnderWay = `status NOT IN ('completed', 'compensated')`;

/** @param condition SQL about the table `sagas` */
export const countSagas = ({ addresses }: Stage, condition: string): Promise<number> =>
  withPostgres(addresses.databases.bookings, async (client) => {
    const { rows } = await client.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM sagas WHERE ${condition}`,
    );
    return rows[0]?.count ?? 0;
  });

/** The group of the faults of sagas in reports. */
export const sagaGroup = 'sagas: kills at every step boundary, lost time, many at once';

/** Returns the buyer of a numbered booking; buyers take turns. */
export const buyerAt = ({ people: { buyers } }: Stage, at: number): Person => buyers[at % buyers.length] as Person;

/** Begins to book the best places of the round's performance. @returns the status of the response; null without any */
async function beginBooking({ performanceId }: Stage, buyer: Person, quantity: number): Promise<number | null> {
  const wish = { performanceId, bestAvailable: { quantity } };
  const answer = await retryRequest<BookingBody>(buyer, 'POST', '/api/bookings', wish, { forMs: 60_000 });
  return answer?.status ?? null;
}

/** Begins many bookings at once, which nobody pays. @returns the statuses of the responses */
export const beginBookings = (stage: Stage, count: number): Promise<(number | null)[]> =>
  Promise.all(
    Array.from({ length: count }, (_, at) => beginBooking(stage, buyerAt(stage, at), stage.random.between(1, 2))),
  );

/** Stops the traffic, which would start new ones, and waits until every saga has ended. @throws PromiseBroken */
export async function untilNoneUnderWay(stage: Stage, timeoutMs = 120_000): Promise<void> {
  const isDone = async () => ((await countSagas(stage, isUnderWay)) === 0 ? true : null);
  await stage.traffic.stop();
  if (!(await waitFor(isDone, { timeoutMs, intervalMs: 500 })))
    throw new PromiseBroken(
      `${await countSagas(stage, isUnderWay)} sagas are still under way after ${timeoutMs / 1_000} s`,
    );
}
