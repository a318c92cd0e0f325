import { randomUUID } from 'node:crypto';
import { waitFor } from '@ticketing/common/backoff';
import { notFound, ruleViolated } from '@ticketing/common/errors';
import type { Order } from '../domain/order.ts';
import type { Database } from '../store/database.ts';
import { insertReservation } from '../store/order-store.ts';
import { ticketExists } from '../store/ticket-store.ts';

/** A ticket listed a moment ago may not have reached this service yet. */
const ticketArrivesWithinMs = 3_000;

export interface ReserveTicketDeps {
  database: Database;
  ttlSeconds: number;
}

/**
 * Reserves a ticket for a buyer.
 * @throws DomainError not_found, ticket_reserved
 */
export const reserveTicket =
  ({ database, ttlSeconds }: ReserveTicketDeps) =>
  async ({ ticketId, buyerId }: { ticketId: string; buyerId: string }): Promise<Order> => {
    const reserve = () => insertReservation(database, { orderId: randomUUID(), ticketId, userId: buyerId, ttlSeconds });
    const order = await reserve();
    if (order) return order;
    const isKnown = await waitFor(async () => (await ticketExists(database, ticketId)) || null, {
      timeoutMs: ticketArrivesWithinMs,
    });
    if (!isKnown) throw notFound('Ticket not found');
    // Once more, because the ticket may have arrived after the first try.
    return (await reserve()) ?? Promise.reject(ruleViolated('ticket_reserved', 'Ticket is already reserved'));
  };
