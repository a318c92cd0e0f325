import type { BatchHandler } from '@ticketing/common/consuming';
import type { ClientSession } from '@ticketing/common/mongo';
import type { ConsumerUseCases } from '../use-cases/index.ts';
import { performanceIdOf } from './on-order-created.ts';

/** orders.order.cancelled.v1, .v2 → refuses new attempts, refunds a charge, cancels an open attempt at Stripe. */
export const onOrderCancelled = ({
  cancelOrders,
}: Pick<ConsumerUseCases, 'cancelOrders'>): BatchHandler<
  'orders.order.cancelled.v1' | 'orders.order.cancelled.v2',
  ClientSession
> => ({
  handleAll: (session, deliveries) =>
    cancelOrders({
      session,
      cancelled: deliveries.map(({ event }) => ({
        ...{ orderId: event.id, reason: event.reason },
        performanceId: 'items' in event ? performanceIdOf(event) : null,
      })),
    }),
});
