import { conflict, notFound, notOwner } from '@ticketing/common/errors';
import { inTransaction } from '@ticketing/common/mongo';
import { edit, type ListingChange, relist, type Ticket, withdraw } from '../domain/ticket.ts';
import type { TicketDeps } from './list-ticket.ts';

export interface OwnListing {
  ticketId: string;
  sellerId: string;
  /** The version the seller saw, from If-Match; null or none changes whatever is there. */
  expectedVersion?: number | null;
}

/**
 * Changes a listing by a rule that says what comes of it, or null for no change.
 * @throws DomainError not_found, not_authorized, stale_version, and the rule's
 */
export const changeListing = (
  { connection, tickets }: TicketDeps,
  { ticketId, sellerId, expectedVersion = null }: OwnListing,
  rule: (ticket: Ticket) => Ticket | null,
): Promise<Ticket> =>
  inTransaction(connection, async (session) => {
    const ticket = await tickets.findById(ticketId, session);
    if (!ticket) throw notFound('Ticket not found');
    if (ticket.userId !== sellerId) throw notOwner();
    if (expectedVersion !== null && expectedVersion !== ticket.version) {
      throw conflict('stale_version', 'The listing was changed in the meantime; reload it');
    }
    const changed = rule(ticket);
    return changed ? tickets.update(session, changed) : ticket;
  });

/** @throws DomainError as {@link changeListing}, and ticket_reserved */
export const editTicket =
  (deps: TicketDeps) =>
  ({ change, ...listing }: OwnListing & { change: ListingChange }): Promise<Ticket> =>
    changeListing(deps, listing, (ticket) => edit(ticket, change));

/** @throws DomainError as {@link changeListing}, and ticket_reserved */
export const withdrawTicket =
  (deps: TicketDeps) =>
  (listing: OwnListing): Promise<Ticket> =>
    changeListing(deps, listing, withdraw);

/** @throws DomainError as {@link changeListing}, and ticket_reserved */
export const relistTicket =
  (deps: TicketDeps) =>
  (listing: OwnListing): Promise<Ticket> =>
    changeListing(deps, listing, relist);
