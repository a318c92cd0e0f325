import type { Arrivals } from '@ticketing/common/consuming';
import { createOnce, type Effect, newEffect, type SignedIds } from '@ticketing/common/effects';
import { inTransaction, sqlOf } from '@ticketing/common/postgres';
import type { Orchestrator } from '@ticketing/common/saga';
import { currentTraceparent } from '@ticketing/common/telemetry';
import { topicsConsumedBy } from '@ticketing/contracts';
import { bookJourneyName, type Journey, type Wish } from '../domain/book-journey.ts';
import { assertMayBook, type Booking, refusalOf } from '../domain/booking.ts';
import { countOfLastMinute, findBooking, insertBooking } from '../store/booking-store.ts';
import type { Database } from '../store/database.ts';
import type { LiveBookings } from '../store/live-bookings.ts';

export interface BookDeps {
  database: Database;
  orchestrator: Pick<Orchestrator, 'start'>;
  signedIds: Pick<SignedIds, 'uuidOf'>;
  /** Returns the keyed hash of an address's subscriber. */
  subscriberHash: (address: string) => string;
  liveBookings: Pick<LiveBookings, 'announce'>;
  arrivals: Pick<Arrivals, 'listen'>;
  /** How many bookings a person may begin. */
  maxPerMinute: number;
  /** How long a request waits for its seats, milliseconds. */
  waitMs?: number;
}

export interface BookingRequest {
  userId: string;
  isEmailVerified: boolean;
  /** IP address of the request. */
  address: string;
  effect?: Effect;
  performanceId: string;
  wish: Wish;
  passengers: readonly string[] | null;
}

const defaultWaitMs = 5_000;
/** Another replica may apply the answers, so the booking is read again after these delays. Milliseconds. */
const recheckDelaysMs = [100, 200, 400, 800];
const answerTopics = topicsConsumedBy('bookings').filter((topic) => topic.includes('.booking.answered.'));

/**
 * Starts a booking and waits until the party has its places. Idempotent per effect: a repeat returns the booking in its
 * current state.
 * @returns the booking; still `reserving` when that takes longer than the wait
 * @throws DomainError too_many_bookings, and the participants' refusals: seats_taken, sold_out, not_found …
 */
export const book =
  (deps: BookDeps) =>
  async ({ effect = newEffect(), ...request }: BookingRequest): Promise<Booking> => {
    const { database, signedIds, arrivals, waitMs = defaultWaitMs } = deps;
    const id = signedIds.uuidOf(effect);
    // Listens before the first command is sent, so that no answer is missed.
    const arrival = arrivals.listen(answerTopics, id);
    try {
      const find = () => findBooking(database, id);
      let booking: Booking | null = await createOnce(effect, { find, create: () => begin(deps, id, request) });
      const deadline = performance.now() + waitMs;
      const delays = [...recheckDelaysMs];
      for (;;) {
        if (!booking) throw new Error(`booking ${id} is gone`);
        const leftMs = deadline - performance.now();
        if (booking.cancelReason !== null) throw refusalOf(booking.cancelReason);
        if (booking.status !== 'reserving' || leftMs <= 0) return booking;
        await arrival.next(Math.min(leftMs, delays.shift() ?? leftMs));
        booking = await find();
      }
    } finally {
      arrival.close();
    }
  };

async function begin(
  { database, orchestrator, subscriberHash, liveBookings, maxPerMinute }: BookDeps,
  id: string,
  { userId, isEmailVerified, address, performanceId, wish, passengers }: Omit<BookingRequest, 'effect'>,
): Promise<Booking> {
  const data: Journey = {
    ...{ userId, subscriber: subscriberHash(address), isBuyerVerified: isEmailVerified, performanceId, wish },
    ...{ order: null, ticketNumbers: [] },
  };
  const booking = await inTransaction(database, async (tx) => {
    assertMayBook(await countOfLastMinute(tx, userId), maxPerMinute);
    await insertBooking(tx, { id, userId, performanceId, passengers });
    const saga = { sagaId: id, definition: bookJourneyName, data, traceparent: currentTraceparent() };
    await orchestrator.start(sqlOf(tx), saga);
    return findBooking(tx, id);
  });
  if (!booking) throw new Error(`booking ${id} was not inserted`);
  liveBookings.announce({ bookingId: id, userId });
  return booking;
}
