import type { AwaitRow } from '@ticketing/common/consuming';
import { createOnce, type Effect, newEffect, type SignedIds } from '@ticketing/common/effects';
import { notFound, ruleViolated } from '@ticketing/common/errors';
import type { Verifiable } from '@ticketing/common/verified-email';
import { assertMayHold, type HoldLimits, maxHeldBy } from '../domain/hoarding.ts';
import type { Order } from '../domain/order.ts';
import type { Database } from '../store/database.ts';
import type { LiveOrders } from '../store/live-orders.ts';
import { countUnpaid, findOrder, insertReservation } from '../store/order-store.ts';
import type { DownstreamDelay } from './downstream-delay.ts';

export interface ReserveTicketDeps extends HoldLimits {
  database: Database;
  ttlSeconds: number;
  liveOrders: Pick<LiveOrders, 'announce'>;
  downstreamDelay: Pick<DownstreamDelay, 'reserved'>;
  signedIds: Pick<SignedIds, 'uuidOf'>;
  /** Finds rows that another service's events create. */
  awaitRow: AwaitRow;
}

export interface ReservationRequest extends Verifiable {
  ticketId: string;
  buyerId: string;
  effect?: Effect;
}

/**
 * Reserves a ticket for a buyer. Idempotent per effect: a repeat returns the order in its current state.
 * @throws DomainError not_found, not_caught_up, ticket_reserved, ticket_withdrawn, sale_ended,
 * amount_too_small, too_many_reservations, email_not_verified
 */
export const reserveTicket =
  (deps: ReserveTicketDeps) =>
  ({ effect = newEffect(), ...wanted }: ReservationRequest): Promise<Order> => {
    const orderId = deps.signedIds.uuidOf(effect);
    return createOnce(effect, {
      find: () => findOrder(deps.database, orderId),
      create: () => reserve(deps)({ ...wanted, orderId }),
    });
  };

const reserve =
  ({ database, ttlSeconds, liveOrders, downstreamDelay, awaitRow, ...limits }: ReserveTicketDeps) =>
  async ({
    orderId,
    ticketId,
    buyerId,
    ...buyer
  }: Omit<ReservationRequest, 'effect'> & { orderId: string }): Promise<Order> => {
    const maxUnpaid = maxHeldBy(buyer, limits);
    // The statement doubles as the check whether the ticket has arrived: a repetition reserves it at once.
    const attempt = async () => {
      const result = await insertReservation(database, { orderId, ticketId, userId: buyerId, ttlSeconds, maxUnpaid });
      return result.outcome === 'unknown_ticket' ? null : result;
    };
    const reservation = await awaitRow({ topic: 'tickets.ticket.created.v1', key: ticketId, find: attempt });
    if (!reservation) throw notFound('Ticket not found');
    if (reservation.outcome === 'reserved') {
      liveOrders.announce({ orderId, userId: buyerId });
      downstreamDelay.reserved(orderId);
      return reservation.order;
    }
    if (reservation.outcome === 'withdrawn')
      throw ruleViolated('ticket_withdrawn', 'This ticket is no longer for sale');
    if (reservation.outcome === 'sale_over') throw ruleViolated('sale_ended', 'The sale of this ticket has ended');
    if (reservation.outcome === 'too_cheap')
      throw ruleViolated('amount_too_small', 'The price is too small to be charged');
    if (reservation.outcome === 'lost') assertMayHold(await countUnpaid(database, buyerId), buyer, limits);
    throw ruleViolated('ticket_reserved', 'Ticket is already reserved');
  };
