import type { AwaitRow } from '@ticketing/common/consuming';
import { type Effect, makeOnce, newEffect, type OwnIds } from '@ticketing/common/effects';
import { notFound, ruleViolated } from '@ticketing/common/errors';
import { assertMayHold } from '../domain/hoarding.ts';
import type { Order } from '../domain/order.ts';
import type { Database } from '../store/database.ts';
import type { LiveOrders } from '../store/live-orders.ts';
import { countUnpaid, findOrder, insertReservation } from '../store/order-store.ts';

export interface ReserveTicketDeps {
  database: Database;
  ttlSeconds: number;
  /** Unpaid reservations that a buyer may have at once. */
  maxUnpaid: number;
  liveOrders: Pick<LiveOrders, 'announce'>;
  ownIds: Pick<OwnIds, 'uuidOf'>;
  /** Finds what another service's event brings. */
  awaitRow: AwaitRow;
}

export interface WantedReservation {
  ticketId: string;
  buyerId: string;
  effect?: Effect;
}

/**
 * Reserves a ticket for a buyer, once an effect: again, it is the order as it is by now.
 * @throws DomainError not_found, not_caught_up, ticket_reserved, ticket_withdrawn, too_many_reservations
 */
export const reserveTicket =
  (deps: ReserveTicketDeps) =>
  ({ effect = newEffect(), ...wanted }: WantedReservation): Promise<Order> => {
    const orderId = deps.ownIds.uuidOf(effect);
    return makeOnce(effect, {
      find: () => findOrder(deps.database, orderId),
      make: () => reserve(deps)({ ...wanted, orderId }),
    });
  };

const reserve =
  ({ database, ttlSeconds, maxUnpaid, liveOrders, awaitRow }: ReserveTicketDeps) =>
  async ({ orderId, ticketId, buyerId }: { orderId: string; ticketId: string; buyerId: string }): Promise<Order> => {
    // The statement is also the question whether the ticket has come: repeated, it reserves the ticket at once.
    const attempt = async () => {
      const tried = await insertReservation(database, { orderId, ticketId, userId: buyerId, ttlSeconds, maxUnpaid });
      return tried.ticket === 'unknown' ? null : tried;
    };
    const reservation = await awaitRow({ topic: 'tickets.ticket.created.v1', key: ticketId, look: attempt });
    if (!reservation) throw notFound('Ticket not found');
    if (reservation.order) {
      liveOrders.announce({ orderId, userId: buyerId });
      return reservation.order;
    }
    if (reservation.ticket === 'withdrawn') throw ruleViolated('ticket_withdrawn', 'This ticket is no longer for sale');
    if (reservation.ticket === 'on_sale') assertMayHold(await countUnpaid(database, buyerId), maxUnpaid);
    throw ruleViolated('ticket_reserved', 'Ticket is already reserved');
  };
