import { PermanentError } from '@ticketing/common/errors';
import type { ClientSession } from '@ticketing/common/mongo';
import { applyReservation, type ReservationNews } from '../domain/ticket.ts';
import type { TicketStore } from '../store/ticket-store.ts';

/**
 * Takes over what an order says of its reservation, in the caller's transaction.
 * @throws PermanentError unknown_ticket: orders can only reserve what this service has listed
 */
export async function applyReservationNews(
  tickets: TicketStore,
  session: ClientSession,
  ticketId: string,
  news: ReservationNews,
): Promise<void> {
  const ticket = await tickets.findById(ticketId, session);
  if (!ticket) throw new PermanentError('unknown_ticket', 'the order reserves a ticket that was never listed');
  const changed = applyReservation(ticket, news);
  if (changed) await tickets.update(session, changed);
}
