import type { BatchHandler } from '@ticketing/common/consuming';
import type { ClientSession } from '@ticketing/common/mongo';
import type { ConsumerDeps } from './deps.ts';

/** orders.order.created.v1 → makes the order payable. */
export const onOrderCreated = ({ orders }: ConsumerDeps): BatchHandler<'orders.order.created.v1', ClientSession> => ({
  handleAll: (tx, deliveries) =>
    orders.insertAll(
      tx,
      deliveries.map(({ event: { id, userId, ticket, expiresAt } }) => ({
        id,
        userId,
        status: 'created',
        priceMinor: ticket.price,
        currency: ticket.currency,
        expiresAt: new Date(expiresAt),
      })),
    ),
});
