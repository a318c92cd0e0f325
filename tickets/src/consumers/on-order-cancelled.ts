import type { TicketStore } from '../store/ticket-store.ts';
import { reservationNews } from './reservation-news.ts';

/** orders.order.cancelled.v1 → the ticket is free again, unless a later reservation holds it. */
export const onOrderCancelled = (tickets: TicketStore) =>
  reservationNews<'orders.order.cancelled.v1'>(tickets, ({ id: orderId, reservation }) => ({
    type: 'released',
    orderId,
    reservation,
  }));
