import { createOnce, type Effect, newEffect, type SignedIds } from '@ticketing/common/effects';
import { type Connection, type DeletedUsers, inTransaction } from '@ticketing/common/mongo';
import type { Verifiable } from '@ticketing/common/verified-email';
import { assertMayList, assertNotDeleted } from '../domain/seller.ts';
import { assertTimesAllowed, type Details, noDetails, type Ticket } from '../domain/ticket.ts';
import type { TicketStore } from '../store/ticket-store.ts';
import { countListing, type SellerLimitDeps } from './limit-sellers.ts';

export interface TicketDeps {
  connection: Connection;
  tickets: TicketStore;
}

export interface SellerRules {
  deletedSellers: DeletedUsers;
  /** REQUIRE_VERIFIED_EMAIL */
  requiresVerifiedEmail: boolean;
}

export interface ListingDeps extends SellerRules, SellerLimitDeps {
  signedIds: Pick<SignedIds, 'objectIdOf'>;
}

export type NewListing = Partial<Details> &
  Verifiable & { sellerId: string; title: string; priceMinor: number; effect?: Effect };

/**
 * Lists a ticket for sale. Idempotent per effect: a repeat returns the ticket in its current state.
 * @throws DomainError too_many_listings, account_deleted, and as {@link assertTimesAllowed} and {@link assertMayList}
 */
export const listTicket =
  (deps: TicketDeps & ListingDeps) =>
  async ({ sellerId, isEmailVerified, effect = newEffect(), ...listing }: NewListing): Promise<Ticket> => {
    const { connection, tickets, deletedSellers, signedIds, requiresVerifiedEmail } = deps;
    const [id, now] = [signedIds.objectIdOf(effect), new Date()];
    const ticket: Ticket = {
      ...noDetails,
      ...listing,
      id,
      currency: 'USD',
      userId: sellerId,
      version: 0,
      status: 'available',
      isWithdrawn: false,
      orderId: null,
      reservedUntil: null,
      reservation: 0,
      pictureId: null,
      soldAt: null,
      createdAt: now,
      updatedAt: now,
    };
    return createOnce(effect, {
      find: () => tickets.findById(id),
      create: async () => {
        assertMayList({ isEmailVerified }, requiresVerifiedEmail);
        assertTimesAllowed(ticket, noDetails, now);
        await countListing(deps)(sellerId);
        await inTransaction(connection, async (session) => {
          assertNotDeleted(await deletedSellers.has(sellerId, session));
          await tickets.insert(session, ticket);
        });
        return ticket;
      },
    });
  };
