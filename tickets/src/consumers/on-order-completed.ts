import type { Handler } from '@ticketing/common/consuming';
import type { ClientSession } from '@ticketing/common/mongo';
import type { TicketStore } from '../store/ticket-store.ts';
import { applyReservationNews } from '../use-cases/apply-reservation-news.ts';

/** orders.order.completed.v1 → the ticket is sold. */
export const onOrderCompleted =
  (tickets: TicketStore): Handler<'orders.order.completed.v1', ClientSession> =>
  ({ event: { id, ticket, reservation }, tx }) =>
    applyReservationNews(tickets, tx, ticket.id, { type: 'sold', orderId: id, reservation, soldAt: new Date() });
