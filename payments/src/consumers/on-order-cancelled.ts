import type { BatchHandler } from '@ticketing/common/consuming';
import type { ClientSession } from '@ticketing/common/mongo';
import type { OrderCancelled, OrderCancelledV2 } from '@ticketing/contracts';
import type { ConsumerUseCases } from '../use-cases/index.ts';
import { performanceIdOf } from './on-order-created.ts';

/** orders.order.cancelled.v1, .v2 → refuses new attempts, refunds what was charged, cancels an open attempt at Stripe. */
export const onOrderCancelled = ({
  changeOrders,
}: Pick<ConsumerUseCases, 'changeOrders'>): BatchHandler<
  'orders.order.cancelled.v1' | 'orders.order.cancelled.v2',
  ClientSession
> => ({
  handleAll: (session, deliveries) =>
    changeOrders({
      session,
      changes: deliveries.map(({ event }) => ({
        ...{ id: event.id, version: event.version, status: 'cancelled' as const },
        ...endOf(event),
      })),
    }),
});

function endOf(event: OrderCancelled | OrderCancelledV2) {
  const performanceId = 'items' in event ? performanceIdOf(event) : null;
  return performanceId === null ? {} : { performanceId, cancelReason: event.reason };
}
