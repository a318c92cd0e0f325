import type { Handler } from '@ticketing/common/consuming';
import type { ClientSession } from '@ticketing/common/mongo';
import type { ConsumerDeps } from './deps.ts';

/** orders.order.cancelled.v1 → no new attempts; a charge is refunded, an open attempt is cancelled at Stripe. */
export const onOrderCancelled =
  ({ orders, payments }: ConsumerDeps): Handler<'orders.order.cancelled.v1', ClientSession> =>
  async ({ event: { id }, tx }) => {
    await orders.setStatus(tx, id, 'cancelled');
    await payments.giveUp(tx, id, 'order_cancelled');
  };
