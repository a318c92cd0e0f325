import { randomUUID } from 'node:crypto';
import { notFound } from '@ticketing/common/errors';
import type { Verifiable } from '@ticketing/common/verified-email';
import { assertNeedsNoBooking, assertOnSale } from '../domain/party.ts';
import { assertMayWait, assertWorthWaiting, type WaitingWish } from '../domain/waiting.ts';
import type { Database } from '../store/database.ts';
import type { SeatViews } from '../store/seat-views.ts';
import { countEntriesOf, findEntry, insertEntry, type PlacedEntry, removeEntry } from '../store/waiting-store.ts';

export interface WaitingDeps {
  database: Database;
  seatViews: Pick<SeatViews, 'read'>;
  /** Returns the keyed hash of an address's subscriber. */
  subscriberHash: (address: string) => string;
}

export interface WaitingRequest extends Verifiable {
  performanceId: string;
  userId: string;
  /** IP address of the request. */
  address: string;
  wish: WaitingWish;
}

/**
 * Puts a party on the waiting list of a performance that has no places for it. Idempotent: a person has one entry, which keeps
 * its place and its wish.
 * @throws DomainError not_found, booking_required, places_free, party_too_large, sale_not_started, sale_ended, performance_cancelled, too_many_waiting
 */
export const joinWaitingList =
  ({ database, seatViews, subscriberHash }: WaitingDeps) =>
  async ({ performanceId, userId, isEmailVerified, address, wish }: WaitingRequest): Promise<PlacedEntry> => {
    const known = await findEntry(database, { performanceId, userId });
    if (known) return known;
    const view = await seatViews.read(performanceId);
    if (!view) throw notFound('Event not found');
    // Its offer would be an order.
    assertNeedsNoBooking(view.performance);
    assertOnSale(view.saleState);
    assertWorthWaiting(view.performance, wish, view);
    assertMayWait(await countEntriesOf(database, userId));
    const subscriber = subscriberHash(address);
    await insertEntry(database, {
      ...{ id: randomUUID(), performanceId, userId, wish, subscriber },
      isVerified: isEmailVerified,
    });
    // It may have had its offer by now.
    const entry = await findEntry(database, { performanceId, userId });
    if (!entry) throw notFound('Your party was offered places already');
    return entry;
  };

/** Returns a person's place in a waiting list; null when they don't wait. */
export const readWaiting =
  ({ database }: Pick<WaitingDeps, 'database'>) =>
  (of: { performanceId: string; userId: string }): Promise<PlacedEntry | null> =>
    findEntry(database, of);

/** Takes a person off a waiting list. Idempotent. */
export const leaveWaitingList =
  ({ database }: Pick<WaitingDeps, 'database'>) =>
  (of: { performanceId: string; userId: string }): Promise<void> =>
    removeEntry(database, of);
