import type { Order } from '../domain/order.ts';
import { choosePlaces, type Wish } from '../domain/party.ts';
import { insertParty } from '../store/place-store.ts';
import type { SeatViews } from '../store/seat-views.ts';
import { type ReservingBuyer, type ReservingDeps, reserveOnce } from './reserving.ts';
import { seatParty } from './seat-party.ts';

export interface ReservePartyDeps extends ReservingDeps {
  seatViews: SeatViews;
}

export interface PartyRequest extends ReservingBuyer {
  performanceId: string;
  wish: Wish;
}

/**
 * Reserves the places of a party, all or none. Idempotent per effect: a repeat returns the order in its current state.
 * @throws DomainError not_caught_up, and those of {@link seatParty}
 */
export const reserveParty =
  (deps: ReservePartyDeps) =>
  ({ effect, performanceId: key, buyerId: userId, address, ...party }: PartyRequest): Promise<Order> =>
    reserveOnce(deps, effect, async (orderId) => {
      const { database, seatViews, awaitRow, liveOrders, subscriberHash } = deps;
      const find = () => seatViews.read(key);
      const seating = {
        ...deps,
        readView: () => awaitRow({ topic: 'catalog.performance.published.v1', key, find }),
        insert: insertParty.bind(null, database),
        choose: choosePlaces,
      };
      const subscriber = subscriberHash(address);
      const order = await seatParty(seating, { ...party, orderId, userId, subscriber, sagaId: null, isOffer: false });
      liveOrders.announce({ orderId, userId });
      return order;
    });
