import type { BatchHandler } from '@ticketing/common/consuming';
import type { ClientSession } from '@ticketing/common/mongo';
import type { ConsumerDeps } from './deps.ts';

/** orders.order.cancelled.v1 → refuses new attempts, refunds a charge, cancels an open attempt at Stripe. */
export const onOrderCancelled = ({
  orders,
  payments,
}: ConsumerDeps): BatchHandler<'orders.order.cancelled.v1', ClientSession> => ({
  async handleAll(tx, deliveries) {
    const orderIds = deliveries.map(({ event }) => event.id);
    await orders.setStatus(tx, orderIds, 'cancelled');
    await payments.endAttempts(tx, orderIds, 'order_cancelled');
  },
});
