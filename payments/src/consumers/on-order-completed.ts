import type { BatchHandler } from '@ticketing/common/consuming';
import type { ClientSession } from '@ticketing/common/mongo';
import type { ConsumerDeps } from './deps.ts';

/** orders.order.completed.v1 → marks the order as paid; refuses new attempts. */
export const onOrderCompleted = ({
  orders,
}: ConsumerDeps): BatchHandler<'orders.order.completed.v1', ClientSession> => ({
  handleAll: (tx, deliveries) =>
    orders.setStatus(
      tx,
      deliveries.map(({ event }) => event.id),
      'complete',
    ),
});
