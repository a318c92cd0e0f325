import { conflict, notFound, notOwner } from '@ticketing/common/errors';
import { inTransaction } from '@ticketing/common/mongo';
import { edit, type Listing, type Ticket } from '../domain/ticket.ts';
import type { TicketDeps } from './list-ticket.ts';

export interface TicketEdit extends Listing {
  ticketId: string;
  sellerId: string;
  /** The version the seller saw, from If-Match; null edits whatever is there. */
  expectedVersion: number | null;
}

/**
 * Changes a listing.
 * @throws DomainError not_found, not_authorized, stale_version, ticket_reserved
 */
export const editTicket =
  ({ connection, tickets }: TicketDeps) =>
  ({ ticketId, sellerId, expectedVersion, title, priceMinor }: TicketEdit): Promise<Ticket> =>
    inTransaction(connection, async (session) => {
      const ticket = await tickets.findById(ticketId, session);
      if (!ticket) throw notFound('Ticket not found');
      if (ticket.userId !== sellerId) throw notOwner();
      if (expectedVersion !== null && expectedVersion !== ticket.version) {
        throw conflict('stale_version', 'The listing was changed in the meantime; reload it');
      }
      const edited = edit(ticket, { title, priceMinor });
      return edited ? tickets.update(session, edited) : ticket;
    });
