import type { TicketStore } from '../store/ticket-store.ts';
import { reservationUpdateHandler } from './reservation-updates.ts';

/** orders.order.cancelled.v1 → releases the ticket, unless a later reservation holds it. */
export const onOrderCancelled = (tickets: TicketStore) =>
  reservationUpdateHandler<'orders.order.cancelled.v1'>(tickets, ({ id: orderId, reservation }) => ({
    type: 'released',
    orderId,
    reservation,
  }));
