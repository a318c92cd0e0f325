import type { ConsumerUseCases } from '../use-cases/index.ts';
import { reservationUpdateHandler } from './reservation-updates.ts';

/** orders.order.created.v1 → marks the ticket as held by the order. */
export const onOrderCreated = (useCases: ConsumerUseCases) =>
  reservationUpdateHandler<'orders.order.created.v1'>(useCases, ({ id: orderId, reservation, expiresAt }) => ({
    type: 'reserved',
    orderId,
    reservation,
    expiresAt: new Date(expiresAt),
  }));
