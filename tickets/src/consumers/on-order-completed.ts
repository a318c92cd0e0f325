import type { TicketStore } from '../store/ticket-store.ts';
import { reservationNews } from './reservation-news.ts';

/** orders.order.completed.v1 → the ticket is sold. */
export const onOrderCompleted = (tickets: TicketStore) =>
  reservationNews<'orders.order.completed.v1'>(tickets, ({ id: orderId, reservation }) => ({
    type: 'sold',
    orderId,
    reservation,
    soldAt: new Date(),
  }));
