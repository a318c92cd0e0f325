import { type Connection, inTransaction } from '@ticketing/common/mongo';
import type { Listing, Ticket } from '../domain/ticket.ts';
import type { TicketStore } from '../store/ticket-store.ts';

export interface TicketDeps {
  connection: Connection;
  tickets: TicketStore;
}

/** Lists a ticket for sale. */
export const listTicket =
  ({ connection, tickets }: TicketDeps) =>
  async ({ sellerId, title, priceMinor }: Listing & { sellerId: string }): Promise<Ticket> => {
    const now = new Date();
    const ticket: Ticket = {
      id: tickets.newId(),
      title,
      priceMinor,
      currency: 'USD',
      userId: sellerId,
      version: 0,
      status: 'available',
      orderId: null,
      reservation: 0,
      createdAt: now,
      updatedAt: now,
    };
    await inTransaction(connection, (session) => tickets.insert(session, ticket));
    return ticket;
  };
