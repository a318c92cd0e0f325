import type { TicketStore } from '../store/ticket-store.ts';
import { reservationUpdateHandler } from './reservation-updates.ts';

/** orders.order.completed.v1 → marks the ticket as sold. */
export const onOrderCompleted = (tickets: TicketStore) =>
  reservationUpdateHandler<'orders.order.completed.v1'>(tickets, ({ id: orderId, reservation }) => ({
    type: 'sold',
    orderId,
    reservation,
    soldAt: new Date(),
  }));
