import { notFound } from '@ticketing/common/errors';
import { type Page, readPage } from '@ticketing/common/http';
import { isForgivable } from '@ticketing/common/search';
import { mostSimilar } from '../domain/similar.ts';
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

/** Reads a page of the tickets on sale. A search that finds nothing as typed is repeated with one typo forgiven. */
export const searchTickets =
  ({ tickets }: ReadDeps) =>
  async (options: SearchOptions): Promise<Page<Ticket>> => {
    const page = (isForgiving: boolean) =>
      readPage(options.limit, (limit) => tickets.search({ ...options, isForgiving, limit }));
    const exact = await page(false);
    const isFinal =
      exact.items.length > 0 || ![options.search, options.city].some((text) => text && isForgivable(text));
    return isFinal ? exact : page(true);
  };

/** Reads a page of a seller's listings in every state, newest first. */
export const readOwnTickets =
  ({ tickets }: ReadDeps) =>
  (options: OwnTicketsOptions): Promise<Page<Ticket>> =>
    readPage(options.limit, (limit) => tickets.findBySeller({ ...options, limit }));

const similarTickets = 4;

/**
 * Reads tickets on sale that resemble one.
 * @throws DomainError not_found
 */
export const readSimilarTickets =
  (deps: ReadDeps) =>
  async (of: { ticketId: string }): Promise<Ticket[]> => {
    const ticket = await readTicket(deps)(of);
    return mostSimilar(ticket, await deps.tickets.findSimilarCandidates(ticket), similarTickets);
  };

export interface Seller {
  /** When the seller's first listing was made. */
  since: Date;
  soldTickets: number;
}

/**
 * Reads what buyers may know of a ticket's seller.
 * @throws DomainError not_found
 */
export const readSeller =
  (deps: ReadDeps) =>
  async (of: { ticketId: string }): Promise<Seller> => {
    const ticket = await readTicket(deps)(of);
    const [since, soldTickets] = await Promise.all([
      deps.tickets.firstListingAt(ticket.userId),
      deps.tickets.countSold(ticket.userId),
    ]);
    return { since: since ?? ticket.createdAt, soldTickets };
  };
