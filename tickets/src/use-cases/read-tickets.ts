import { notFound } from '@ticketing/common/errors';
import { type Page, readPage } from '@ticketing/common/http';
import type { Ticket } from '../domain/ticket.ts';
import type { OwnTicketsOptions, SearchOptions, TicketStore } from '../store/ticket-store.ts';

export interface ReadDeps {
  tickets: TicketStore;
}

/** @throws DomainError not_found */
export const readTicket =
  ({ tickets }: ReadDeps) =>
  async ({ ticketId }: { ticketId: string }): Promise<Ticket> => {
    const ticket = await tickets.findById(ticketId);
    if (!ticket) throw notFound('Ticket not found');
    return ticket;
  };

/** Those of the tickets that there are. */
export const readSeveralTickets =
  ({ tickets }: ReadDeps) =>
  ({ ticketIds }: { ticketIds: readonly string[] }): Promise<Ticket[]> =>
    tickets.findSeveral(ticketIds);

/** A page of the tickets that can be bought now. */
export const searchTickets =
  ({ tickets }: ReadDeps) =>
  (options: SearchOptions): Promise<Page<Ticket>> =>
    readPage(options.limit, (limit) => tickets.search({ ...options, limit }));

/** A page of a seller's own listings in every state, newest first. */
export const readOwnTickets =
  ({ tickets }: ReadDeps) =>
  (options: OwnTicketsOptions): Promise<Page<Ticket>> =>
    readPage(options.limit, (limit) => tickets.ofSeller({ ...options, limit }));
