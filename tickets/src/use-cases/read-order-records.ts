import { objectIdPattern } from '@ticketing/common/http';
import { mongoMessageRecords, type WrittenRow, withoutPayload } from '@ticketing/common/mongo';
import type { OrderRecords, RecordsOf } from '@ticketing/common/operations';
import type { Ticket } from '../domain/ticket.ts';
import type { TicketDeps } from './list-ticket.ts';

/**
 * Reads what this service keeps about an order, for operators; null for none, and without the ticket's id: once the order has
 * released the ticket, nothing here names the order any more.
 */
export const readOrderRecords =
  ({ connection, tickets }: Pick<TicketDeps, 'connection' | 'tickets'>) =>
  async ({ orderId, ticketId }: RecordsOf): Promise<OrderRecords | null> => {
    const ticket = ticketId && objectIdPattern.test(ticketId) ? await tickets.findById(ticketId) : null;
    if (!ticket) return null;
    const messages = mongoMessageRecords(connection);
    const [written, parked] = await Promise.all([
      messages.written([`ticket:${ticket.id}`]),
      messages.parked([`order:${orderId}`]),
    ]);
    return {
      state: ticket.orderId === orderId ? ticket.status : 'released',
      rows: [{ kind: 'tickets', id: ticket.id, fields: fieldsOf(ticket) }],
      written: eventsOf(written, orderId).map(withoutPayload),
      parked,
    };
  };

const fieldsOf = ({ title, status, priceMinor, currency, version, isWithdrawn, orderId, ...rest }: Ticket) => ({
  ...{ title, status, priceMinor, currency, version, isWithdrawn, orderId },
  ...{ reservation: rest.reservation, reservedUntil: rest.reservedUntil, soldAt: rest.soldAt, sellerId: rest.userId },
});

/** The events of the time in which the order had the ticket, and the one that gave it back. */
function eventsOf(written: readonly WrittenRow[], orderId: string): WrittenRow[] {
  const isHeld = ({ payload }: WrittenRow) => (payload as { orderId?: unknown }).orderId === orderId;
  return written.filter((event, index) => {
    const before = written[index - 1];
    return isHeld(event) || (before !== undefined && isHeld(before));
  });
}
