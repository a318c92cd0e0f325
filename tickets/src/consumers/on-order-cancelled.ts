import type { ConsumerUseCases } from '../use-cases/index.ts';
import { reservationUpdateHandler } from './reservation-updates.ts';

/** orders.order.cancelled.v1 → releases the ticket, unless a later reservation holds it. */
export const onOrderCancelled = (useCases: ConsumerUseCases) =>
  reservationUpdateHandler<'orders.order.cancelled.v1'>(useCases, ({ id: orderId, reservation }) => ({
    type: 'released',
    orderId,
    reservation,
  }));
