import { notFound } from '@ticketing/common/errors';
import type { Ticket } from '../domain/ticket.ts';
import type { SearchOptions, TicketStore } from '../store/ticket-store.ts';

/** @throws DomainError not_found */
export const readTicket =
  ({ tickets }: { tickets: TicketStore }) =>
  async ({ ticketId }: { ticketId: string }): Promise<Ticket> => {
    const ticket = await tickets.findById(ticketId);
    if (!ticket) throw notFound('Ticket not found');
    return ticket;
  };

export interface TicketPage {
  tickets: Ticket[];
  hasMore: boolean;
}

/** A page of the tickets that can be bought now, newest first. */
export const searchTickets =
  ({ tickets }: { tickets: TicketStore }) =>
  async (options: SearchOptions): Promise<TicketPage> => {
    const found = await tickets.search({ ...options, limit: options.limit + 1 });
    return { tickets: found.slice(0, options.limit), hasMore: found.length > options.limit };
  };
