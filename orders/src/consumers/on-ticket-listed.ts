import type { BatchHandler } from '@ticketing/common/consuming';
import type { Tx } from '../store/database.ts';
import { saveTickets } from '../store/ticket-store.ts';
import type { DownstreamDelay } from '../use-cases/downstream-delay.ts';

/** tickets.ticket.created.v1, tickets.ticket.updated.v1 → updates the local copy of the listing. */
export const onTicketListed = (
  downstreamDelay: Pick<DownstreamDelay, 'confirmed'>,
): BatchHandler<'tickets.ticket.created.v1' | 'tickets.ticket.updated.v1', Tx> => ({
  async handleAll(tx, deliveries) {
    const tickets = deliveries.map(({ event }) => event);
    await saveTickets(tx, tickets);
    for (const ticket of tickets) if ('orderId' in ticket && ticket.orderId) downstreamDelay.confirmed(ticket.orderId);
  },
});
