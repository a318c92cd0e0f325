import type { Handler } from '@ticketing/common/consuming';
import type { ClientSession } from '@ticketing/common/mongo';
import type { ConsumerDeps } from './deps.ts';

/** orders.order.completed.v1 → the order is paid; no new attempts. */
export const onOrderCompleted =
  ({ orders }: ConsumerDeps): Handler<'orders.order.completed.v1', ClientSession> =>
  ({ event: { id }, tx }) =>
    orders.setStatus(tx, id, 'complete');
