import { notFound } from '@ticketing/common/errors';
import { type Page, readPage } from '@ticketing/common/http';
import type { Ticket } from '../domain/ticket.ts';
import type { SearchOptions } from '../store/ticket-search.ts';
import type { OwnTicketsOptions, TicketStore } from '../store/ticket-store.ts';

export interface ReadDeps {
  tickets: TicketStore;
}

/**
 * Reads a ticket.
 * @throws DomainError not_found
 */
export const readTicket =
  ({ tickets }: ReadDeps) =>
  async ({ ticketId }: { ticketId: string }): Promise<Ticket> => {
    const ticket = await tickets.findById(ticketId);
    if (!ticket) throw notFound('Ticket not found');
    return ticket;
  };

/** Reads the existing ones of these tickets. */
export const readTicketsById =
  ({ tickets }: ReadDeps) =>
  ({ ticketIds }: { ticketIds: readonly string[] }): Promise<Ticket[]> =>
    tickets.findByIds(ticketIds);

/** Reads a page of the tickets on sale. */
export const searchTickets =
  ({ tickets }: ReadDeps) =>
  (options: SearchOptions): Promise<Page<Ticket>> =>
    readPage(options.limit, (limit) => tickets.search({ ...options, limit }));

/** Reads a page of a seller's listings in every state, newest first. */
export const readOwnTickets =
  ({ tickets }: ReadDeps) =>
  (options: OwnTicketsOptions): Promise<Page<Ticket>> =>
    readPage(options.limit, (limit) => tickets.findBySeller({ ...options, limit }));
