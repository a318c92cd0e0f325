import type { TicketStore } from '../store/ticket-store.ts';
import { reservationUpdateHandler } from './reservation-updates.ts';

/** orders.order.created.v1 → marks the ticket as held by the order. */
export const onOrderCreated = (tickets: TicketStore) =>
  reservationUpdateHandler<'orders.order.created.v1'>(tickets, ({ id: orderId, reservation, expiresAt }) => ({
    type: 'reserved',
    orderId,
    reservation,
    expiresAt: new Date(expiresAt),
  }));
