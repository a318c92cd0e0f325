import type { Handler } from '@ticketing/common/consuming';
import type { Tx } from '../store/database.ts';
import { saveTicket } from '../store/ticket-store.ts';

/** tickets.ticket.created.v1, tickets.ticket.updated.v1 → keeps our picture of the listing. */
export const onTicketListed: Handler<'tickets.ticket.created.v1' | 'tickets.ticket.updated.v1', Tx> = ({ event, tx }) =>
  saveTicket(tx, event);
