import { type Effect, makeOnce, newEffect, type OwnIds } from '@ticketing/common/effects';
import { type Connection, inTransaction } from '@ticketing/common/mongo';
import { type Details, noDetails, type Ticket } from '../domain/ticket.ts';
import type { TicketStore } from '../store/ticket-store.ts';

export interface TicketDeps {
  connection: Connection;
  tickets: TicketStore;
}

export interface ListingDeps {
  ownIds: Pick<OwnIds, 'objectIdOf'>;
}

export type NewListing = Partial<Details> & { sellerId: string; title: string; priceMinor: number; effect?: Effect };

/** Lists a ticket for sale, once an effect: again, it is the ticket as it is by now. */
export const listTicket =
  ({ connection, tickets, ownIds }: TicketDeps & ListingDeps) =>
  async ({ sellerId, effect = newEffect(), ...listing }: NewListing): Promise<Ticket> => {
    const [id, now] = [ownIds.objectIdOf(effect), new Date()];
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
    return makeOnce(effect, {
      find: () => tickets.findById(id),
      make: async () => {
        await inTransaction(connection, (session) => tickets.insert(session, ticket));
        return ticket;
      },
    });
  };
