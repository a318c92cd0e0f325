import { notFound, ruleViolated } from '@ticketing/common/errors';
import { assertMayReserve, maxHeldMs, maxUnpaidOf } from '../domain/hoarding.ts';
import type { Order } from '../domain/order.ts';
import { readHoldings } from '../store/order-store.ts';
import { insertReservation } from '../store/ticket-reservation.ts';
import { createTicketTurns } from '../store/ticket-turns.ts';
import type { DownstreamDelay } from './downstream-delay.ts';
import { type ReservingBuyer, type ReservingDeps, reserveOnce } from './reserving.ts';

export interface ReserveTicketDeps extends ReservingDeps {
  downstreamDelay: Pick<DownstreamDelay, 'reserved'>;
}

export interface ReservationRequest extends ReservingBuyer {
  ticketId: string;
}

/**
 * Reserves a ticket for a buyer. Idempotent per effect: a repeat returns the order in its current state.
 * @throws DomainError not_found, not_caught_up, ticket_reserved, ticket_withdrawn, sale_ended,
 * amount_too_small, too_many_reservations, too_many_reservations_nearby, held_too_often, email_not_verified
 */
export const reserveTicket = (deps: ReserveTicketDeps) => {
  const reserve = reserving(deps);
  return ({ effect, ...wanted }: ReservationRequest): Promise<Order> =>
    reserveOnce(deps, effect, (orderId) => reserve({ ...wanted, orderId }));
};

function reserving(deps: ReserveTicketDeps) {
  const { database, ttlSeconds, liveOrders, downstreamDelay, awaitRow } = deps;
  const turns = createTicketTurns({ database });
  return async ({
    orderId,
    ticketId,
    buyerId,
    address,
    ...buyer
  }: Omit<ReservationRequest, 'effect'> & { orderId: string }): Promise<Order> => {
    const limits = { ...deps.limits, maxHeldMs: maxHeldMs(ttlSeconds) };
    const wanted = { ticketId, userId: buyerId, subscriber: deps.subscriberHash(address) };
    const statementLimits = { ...limits, maxUnpaid: maxUnpaidOf(buyer, limits) };
    // The statement doubles as the check whether the ticket has arrived: a repetition reserves it at once.
    const attempt = async () => {
      const reservation = { ...wanted, orderId, ttlSeconds, limits: statementLimits };
      const result = await turns.take(ticketId, () => insertReservation(database, reservation));
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
    if (reservation.outcome === 'lost') assertMayReserve(await readHoldings(database, wanted), buyer, limits);
    throw ruleViolated('ticket_reserved', 'Ticket is already reserved');
  };
}
