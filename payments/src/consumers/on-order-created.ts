import type { Handler } from '@ticketing/common/consuming';
import type { ClientSession } from '@ticketing/common/mongo';
import type { ConsumerDeps } from './deps.ts';

/** orders.order.created.v1 → the order can be paid. */
export const onOrderCreated =
  ({ orders }: ConsumerDeps): Handler<'orders.order.created.v1', ClientSession> =>
  ({ event: { id, userId, ticket, expiresAt }, tx }) =>
    orders.insert(tx, {
      id,
      userId,
      status: 'created',
      priceMinor: ticket.price,
      currency: ticket.currency,
      expiresAt: new Date(expiresAt),
    });
