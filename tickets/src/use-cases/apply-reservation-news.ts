import { PermanentError } from '@ticketing/common/errors';
import type { ClientSession } from '@ticketing/common/mongo';
import { applyReservation, type ReservationNews } from '../domain/ticket.ts';
import type { ReservationChange, TicketStore } from '../store/ticket-store.ts';

export interface TicketNews {
  ticketId: string;
  news: ReservationNews;
  /** Trace context of the cause. */
  traceparent?: string | undefined;
}

/**
 * Takes over what orders say of their reservations, in the caller's transaction.
 * @throws PermanentError unknown_ticket: orders can only reserve what this service has listed
 */
export async function applyReservationNews(
  tickets: TicketStore,
  session: ClientSession,
  all: readonly TicketNews[],
): Promise<void> {
  const current = await tickets.findAllById(session, [...new Set(all.map(({ ticketId }) => ticketId))]);
  const changes: ReservationChange[] = [];
  for (const { ticketId, news, traceparent } of all) {
    const ticket = current.get(ticketId);
    if (!ticket) throw new PermanentError('unknown_ticket', 'the order reserves a ticket that was never listed');
    const changed = applyReservation(ticket, news);
    if (!changed) continue;
    current.set(ticketId, changed);
    changes.push({ ticket: changed, traceparent });
  }
  if (changes.length > 0) await tickets.saveReservations(session, changes);
}
