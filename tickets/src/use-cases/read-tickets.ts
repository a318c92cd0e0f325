import { notFound } from '@ticketing/common/errors';
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

export interface TicketPage {
  tickets: Ticket[];
  hasMore: boolean;
}

/** One more than wanted is read, to know whether there is a next page. */
const pageOf = async (limit: number, read: (limit: number) => Promise<Ticket[]>): Promise<TicketPage> => {
  const found = await read(limit + 1);
  return { tickets: found.slice(0, limit), hasMore: found.length > limit };
};

/** A page of the tickets that can be bought now. */
export const searchTickets =
  ({ tickets }: ReadDeps) =>
  (options: SearchOptions): Promise<TicketPage> =>
    pageOf(options.limit, (limit) => tickets.search({ ...options, limit }));

/** A page of a seller's own listings in every state, newest first. */
export const readOwnTickets =
  ({ tickets }: ReadDeps) =>
  (options: OwnTicketsOptions): Promise<TicketPage> =>
    pageOf(options.limit, (limit) => tickets.ofSeller({ ...options, limit }));
