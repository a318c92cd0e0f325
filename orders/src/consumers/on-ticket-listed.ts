import type { BatchHandler } from '@ticketing/common/consuming';
import type { Tx } from '../store/database.ts';
import { saveTickets } from '../store/ticket-store.ts';

/** tickets.ticket.created.v1, tickets.ticket.updated.v1 → updates the local copy of the listing. */
export const onTicketListed: BatchHandler<'tickets.ticket.created.v1' | 'tickets.ticket.updated.v1', Tx> = {
  handleAll: (tx, deliveries) =>
    saveTickets(
      tx,
      deliveries.map(({ event }) => event),
    ),
};
