import type { Handler } from '@ticketing/common/consuming';
import type { ClientSession } from '@ticketing/common/mongo';
import type { TicketStore } from '../store/ticket-store.ts';
import { applyReservationNews } from '../use-cases/apply-reservation-news.ts';

/** orders.order.cancelled.v1 → the ticket is free again, unless a later reservation holds it. */
export const onOrderCancelled =
  (tickets: TicketStore): Handler<'orders.order.cancelled.v1', ClientSession> =>
  ({ event: { id, ticket, reservation }, tx }) =>
    applyReservationNews(tickets, tx, ticket.id, { type: 'released', orderId: id, reservation });
