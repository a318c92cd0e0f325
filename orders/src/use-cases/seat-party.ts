import { DomainError, notFound, ruleViolated } from '@ticketing/common/errors';
import type { Verifiable } from '@ticketing/common/verified-email';
import { assertMayReserve, type HoardingLimits, maxHeldMs, maxUnpaidOf } from '../domain/hoarding.ts';
import type { Order } from '../domain/order.ts';
import { assertNeedsNoBooking, assertOnSale, choosePlaces, sizeOf, type Wish } from '../domain/party.ts';
import type { Performance } from '../domain/performance.ts';
import type { Place } from '../domain/place.ts';
import type { Tx } from '../store/database.ts';
import { findOrder, readHoldings } from '../store/order-store.ts';
import { insertPartyWithin, type NewParty } from '../store/place-store.ts';
import type { SeatView, SeatViews } from '../store/seat-views.ts';

/** How a party is seated: by a statement of its own, or in a consumer's transaction. */
export interface Seating {
  /** The transaction, if there is one. */
  database: Tx;
  /** How long a reservation lasts, seconds. */
  ttlSeconds: number;
  limits: Omit<HoardingLimits, 'maxHeldMs'>;
  /** @returns null for an unknown performance */
  readView(): Promise<SeatView | null>;
  /** @returns null when nothing was reserved */
  insert(party: NewParty): Promise<Order | null>;
  choose: typeof choosePlaces | typeof chooseBeyondPromises;
}

/** Seats parties in a consumer's or sweeper's transaction, which sees what it has reserved itself. */
export const seatingWithin = (
  tx: Tx,
  {
    seatViews,
    ttlSeconds,
    limits,
  }: Pick<Seating, 'ttlSeconds' | 'limits'> & { seatViews: Pick<SeatViews, 'readWithin'> },
  performanceId: string,
): Seating => ({
  ...{ ttlSeconds, limits, database: tx, choose: chooseBeyondPromises },
  readView: () => seatViews.readWithin(tx, performanceId),
  insert: (party) => insertPartyWithin(tx, party),
});

export interface PartyToSeat
  extends Verifiable,
    Pick<NewParty, 'orderId' | 'userId' | 'sagaId' | 'isOffer' | 'traceparent'> {
  /** Keyed hash of the buyer's subscriber. */
  subscriber: string;
  wish: Wish;
}

/** Another process may choose the same places; each attempt knows of those that were lost before. */
const maxAttempts = 10;

/**
 * Chooses and reserves the places of a party, all or none.
 * @throws DomainError not_found, booking_required, unknown_seat, unknown_section, sale_not_started, sale_ended, performance_cancelled, waiting_list_first,
 * party_too_large, seats_taken, no_seats_together, sold_out, amount_too_small, amount_too_large, too_many_reservations,
 * too_many_reservations_nearby, email_not_verified
 */
export async function seatParty(seating: Seating, party: PartyToSeat): Promise<Order> {
  for (let attempt = 1; attempt <= maxAttempts; attempt += 1) {
    const view = await seating.readView();
    if (!view) throw notFound('Event not found');
    const order = await tryToSeat(seating, party, view);
    if (order) return order;
  }
  throw ruleViolated('seats_taken', 'Others were faster; try again');
}

/** @returns null when a place was taken, or the performance changed, since it was read */
async function tryToSeat(
  { database, ttlSeconds, choose, insert, ...seating }: Seating,
  { wish, isEmailVerified, ...party }: PartyToSeat,
  view: SeatView,
): Promise<Order | null> {
  const { performance } = view;
  if (party.sagaId === null) assertNeedsNoBooking(performance);
  assertOnSale(view.saleState);
  if (view.areOffersDue && !party.isOffer)
    throw ruleViolated(
      'waiting_list_first',
      'Free places are offered to the waiting list first; try again in a moment',
    );
  const maxParty = Math.min(performance.maxParty, seating.limits.maxUnpaid);
  const places = choose({ ...performance, maxParty }, wish, view);
  const seatIds = places.flatMap(({ seatId }) => seatId ?? []);
  view.promise(seatIds);
  const limits = { ...seating.limits, maxHeldMs: maxHeldMs(ttlSeconds) };
  const maxUnpaid = maxUnpaidOf({ isEmailVerified }, limits);
  const order = await insert({ ...party, performance, places, ttlSeconds, limits: { ...limits, maxUnpaid } }).catch(
    (error: unknown) => {
      view.giveBack(seatIds);
      throw error;
    },
  );
  if (order) return order;
  view.giveBack(seatIds);
  assertMayReserve(await readHoldings(database, party), { isEmailVerified }, limits, sizeOf(wish));
  return findOrder(database, party.orderId);
}

/**
 * Chooses places like {@link choosePlaces}, but refuses no party because seats are promised to others: a promise may outlive the
 * transaction that made it, and this party's own, rolled back, may have been the one. The statement then waits for the other.
 */
function chooseBeyondPromises(performance: Performance, wish: Wish, view: SeatView): Place[] {
  try {
    return choosePlaces(performance, wish, view);
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'no_seats_together') throw error;
    return choosePlaces(performance, wish, { ...view, isFree: (seat) => !view.isTaken(seat) });
  }
}
