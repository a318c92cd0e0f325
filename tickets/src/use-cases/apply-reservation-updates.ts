import { PermanentError } from '@ticketing/common/errors';
import type { ClientSession } from '@ticketing/common/mongo';
import { applyReservation, type ReservationUpdate } from '../domain/ticket.ts';
import type { ReservationChange, TicketStore } from '../store/ticket-store.ts';

export interface TicketUpdate {
  ticketId: string;
  update: ReservationUpdate;
  /** Trace context of the cause. */
  traceparent?: string | undefined;
}

/**
 * Applies reservation updates of orders. Requires the caller's transaction.
 * @throws PermanentError unknown_ticket: orders can only reserve tickets that this service has listed
 */
export const applyReservationUpdates =
  ({ tickets }: { tickets: TicketStore }) =>
  async ({ session, updates }: { session: ClientSession; updates: readonly TicketUpdate[] }): Promise<void> => {
    const current = await tickets.findAllById(session, [...new Set(updates.map(({ ticketId }) => ticketId))]);
    const changes: ReservationChange[] = [];
    for (const { ticketId, update, traceparent } of updates) {
      const ticket = current.get(ticketId);
      if (!ticket) throw new PermanentError('unknown_ticket', 'the order reserves a ticket that was never listed');
      const changed = applyReservation(ticket, update);
      if (!changed) continue;
      current.set(ticketId, changed);
      changes.push({ ticket: changed, traceparent });
    }
    if (changes.length > 0) await tickets.saveReservations(session, changes);
  };
