import { type Connection, inTransaction } from '@ticketing/common/mongo';
import { type Details, noDetails, type Ticket } from '../domain/ticket.ts';
import type { TicketStore } from '../store/ticket-store.ts';

export interface TicketDeps {
  connection: Connection;
  tickets: TicketStore;
}

export type NewListing = Partial<Details> & { sellerId: string; title: string; priceMinor: number };

/** Lists a ticket for sale. */
export const listTicket =
  ({ connection, tickets }: TicketDeps) =>
  async ({ sellerId, ...listing }: NewListing): Promise<Ticket> => {
    const now = new Date();
    const ticket: Ticket = {
      ...noDetails,
      ...listing,
      id: tickets.newId(),
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
    await inTransaction(connection, (session) => tickets.insert(session, ticket));
    return ticket;
  };
