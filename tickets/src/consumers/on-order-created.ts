import type { TicketStore } from '../store/ticket-store.ts';
import { reservationNews } from './reservation-news.ts';

/** orders.order.created.v1 → the ticket is held by the order. */
export const onOrderCreated = (tickets: TicketStore) =>
  reservationNews<'orders.order.created.v1'>(tickets, ({ id: orderId, reservation, expiresAt }) => ({
    type: 'reserved',
    orderId,
    reservation,
    expiresAt: new Date(expiresAt),
  }));
