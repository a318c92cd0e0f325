import { conflict, notFound, notOwner } from '@ticketing/common/errors';
import { type ClientSession, inTransaction } from '@ticketing/common/mongo';
import type { Verifiable } from '@ticketing/common/verified-email';
import { assertMayList, assertNotDeleted } from '../domain/seller.ts';
import { edit, type ListingChange, relist, type Ticket, withdraw } from '../domain/ticket.ts';
import type { TicketStore } from '../store/ticket-store.ts';
import type { SellerRules, TicketDeps } from './list-ticket.ts';

export interface OwnListing {
  ticketId: string;
  sellerId: string;
  /** The versions that the change applies to, from If-Match; null or undefined for any. */
  expectedVersions?: readonly number[] | null;
}

/** Additional writes in the transaction of a change. */
type AdditionalWrites = (session: ClientSession, change: { before: Ticket; after: Ticket }) => Promise<void>;

/**
 * Finds a seller's listing.
 * @throws DomainError not_found, not_authorized, stale_version
 */
export async function findOwnListing(
  tickets: TicketStore,
  { ticketId, sellerId, expectedVersions = null }: OwnListing,
  session?: ClientSession,
): Promise<Ticket> {
  const ticket = await tickets.findById(ticketId, session);
  if (!ticket) throw notFound('Ticket not found');
  if (ticket.userId !== sellerId) throw notOwner();
  if (expectedVersions !== null && !expectedVersions.includes(ticket.version)) {
    throw conflict('stale_version', 'The listing was changed in the meantime; reload it');
  }
  return ticket;
}

/**
 * Changes a listing by a rule that returns the changed ticket, or null for no change.
 * @throws DomainError not_found, not_authorized, stale_version, and those of the rule
 */
export const changeListing = (
  { connection, tickets }: TicketDeps,
  listing: OwnListing,
  rule: (ticket: Ticket, now: Date) => Ticket | null,
  additionalWrites: AdditionalWrites = async () => {},
): Promise<Ticket> =>
  inTransaction(connection, async (session) => {
    const before = await findOwnListing(tickets, listing, session);
    const after = rule(before, new Date());
    if (!after) return before;
    await additionalWrites(session, { before, after });
    return tickets.update(session, after);
  });

/** @throws DomainError as {@link changeListing}, ticket_reserved, and those of the times */
export const editTicket =
  (deps: TicketDeps) =>
  ({ change, ...listing }: OwnListing & { change: ListingChange }): Promise<Ticket> =>
    changeListing(deps, listing, (ticket, now) => edit(ticket, change, now));

/** @throws DomainError as {@link changeListing}, and ticket_reserved */
export const withdrawTicket =
  (deps: TicketDeps) =>
  (listing: OwnListing): Promise<Ticket> =>
    changeListing(deps, listing, withdraw);

/** @throws DomainError as {@link changeListing}, ticket_reserved, sale_ended, email_not_verified, account_deleted */
export const relistTicket =
  (deps: TicketDeps & SellerRules) =>
  ({ isEmailVerified, ...listing }: OwnListing & Verifiable): Promise<Ticket> =>
    changeListing(
      deps,
      listing,
      (...given) => {
        assertMayList({ isEmailVerified }, deps.requiresVerifiedEmail);
        return relist(...given);
      },
      async (session) => assertNotDeleted(await deps.deletedSellers.has(listing.sellerId, session)),
    );
