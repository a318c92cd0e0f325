import { notFound, ruleViolated } from '@ticketing/common/errors';
import { assertMayReserve, maxHeldMs, maxUnpaidOf } from '../domain/hoarding.ts';
import type { Order } from '../domain/order.ts';
import { assertOnSale, choosePlaces, sizeOf, type Wish } from '../domain/party.ts';
import { findOrder, readHoldings } from '../store/order-store.ts';
import { insertParty } from '../store/place-store.ts';
import type { SeatView, SeatViews } from '../store/seat-views.ts';
import { type ReservingBuyer, type ReservingDeps, reserveOnce } from './reserving.ts';

export interface ReservePartyDeps extends ReservingDeps {
  seatViews: SeatViews;
}

export interface PartyRequest extends ReservingBuyer {
  performanceId: string;
  wish: Wish;
}

/** Another process may choose the same places; each attempt knows of those that were lost before. */
const maxAttempts = 10;

/**
 * Reserves the places of a party, all or none. Idempotent per effect: a repeat returns the order in its current state.
 * @throws DomainError not_found, not_caught_up, invalid input, sale_not_started, sale_ended, performance_cancelled,
 * party_too_large, seats_taken, no_seats_together, sold_out, amount_too_small, amount_too_large, too_many_reservations,
 * too_many_reservations_nearby, email_not_verified
 */
export const reserveParty =
  (deps: ReservePartyDeps) =>
  ({ effect, ...request }: PartyRequest): Promise<Order> =>
    reserveOnce(deps, effect, (orderId) => reserve(deps, orderId, request));

async function reserve(deps: ReservePartyDeps, orderId: string, request: PartyRequest): Promise<Order> {
  const { seatViews, awaitRow, liveOrders } = deps;
  const { performanceId: key } = request;
  for (let attempt = 1; attempt <= maxAttempts; attempt += 1) {
    const view = await awaitRow({
      topic: 'catalog.performance.published.v1',
      key,
      find: () => seatViews.read(key),
    });
    if (!view) throw notFound('Event not found');
    const order = await tryToReserve(deps, orderId, request, view);
    if (!order) continue;
    liveOrders.announce({ orderId, userId: request.buyerId });
    return order;
  }
  throw ruleViolated('seats_taken', 'Others were faster; try again');
}

/** @returns null when a place was taken, or the performance changed, since it was read */
async function tryToReserve(
  { database, ttlSeconds, subscriberHash, ...deps }: ReservePartyDeps,
  orderId: string,
  { wish, buyerId: userId, address, ...buyer }: PartyRequest,
  view: SeatView,
): Promise<Order | null> {
  const { performance } = view;
  assertOnSale(view.saleState);
  const maxParty = Math.min(performance.maxParty, deps.limits.maxUnpaid);
  const places = choosePlaces({ ...performance, maxParty }, wish, view);
  const seatIds = places.flatMap(({ seatId }) => seatId ?? []);
  view.promise(seatIds);
  const limits = { ...deps.limits, maxHeldMs: maxHeldMs(ttlSeconds) };
  const subscriber = subscriberHash(address);
  const order = await insertParty(database, {
    orderId,
    userId,
    performance,
    places,
    ttlSeconds,
    subscriber,
    limits: { ...limits, maxUnpaid: maxUnpaidOf(buyer, limits) },
  }).catch((error: unknown) => {
    view.giveBack(seatIds);
    throw error;
  });
  if (order) return order;
  view.giveBack(seatIds);
  assertMayReserve(await readHoldings(database, { userId, subscriber }), buyer, limits, sizeOf(wish));
  return findOrder(database, orderId);
}
