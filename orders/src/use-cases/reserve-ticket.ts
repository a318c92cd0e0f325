import { randomUUID } from 'node:crypto';
import { waitFor } from '@ticketing/common/backoff';
import { notFound, ruleViolated } from '@ticketing/common/errors';
import type { Order } from '../domain/order.ts';
import type { Database } from '../store/database.ts';
import { insertReservation } from '../store/order-store.ts';

/** A ticket listed a moment ago may not have reached this service yet. */
const ticketArrivesWithinMs = 3_000;

export interface ReserveTicketDeps {
  database: Database;
  ttlSeconds: number;
}

/**
 * Reserves a ticket for a buyer.
 * @throws DomainError not_found, ticket_reserved, ticket_withdrawn
 */
export const reserveTicket =
  ({ database, ttlSeconds }: ReserveTicketDeps) =>
  async ({ ticketId, buyerId }: { ticketId: string; buyerId: string }): Promise<Order> => {
    const orderId = randomUUID();
    // The statement is also the question whether the ticket has come: repeated, it reserves the ticket at once.
    const reservation = await waitFor(
      async () => {
        const tried = await insertReservation(database, { orderId, ticketId, userId: buyerId, ttlSeconds });
        return tried.ticket === 'unknown' ? null : tried;
      },
      { timeoutMs: ticketArrivesWithinMs },
    );
    if (!reservation) throw notFound('Ticket not found');
    if (reservation.order) return reservation.order;
    throw reservation.ticket === 'withdrawn'
      ? ruleViolated('ticket_withdrawn', 'This ticket is no longer for sale')
      : ruleViolated('ticket_reserved', 'Ticket is already reserved');
  };
