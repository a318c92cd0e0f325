import type { ConsumerUseCases } from '../use-cases/index.ts';
import { reservationUpdateHandler } from './reservation-updates.ts';

/** orders.order.completed.v1 → marks the ticket as sold. */
export const onOrderCompleted = (useCases: ConsumerUseCases) =>
  reservationUpdateHandler<'orders.order.completed.v1'>(useCases, ({ id: orderId, reservation }) => ({
    type: 'sold',
    orderId,
    reservation,
    soldAt: new Date(),
  }));
