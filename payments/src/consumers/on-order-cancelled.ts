import type { BatchHandler } from '@ticketing/common/consuming';
import type { ClientSession } from '@ticketing/common/mongo';
import type { ConsumerUseCases } from '../use-cases/index.ts';

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
      changes: deliveries.map(({ event: { id, version } }) => ({ id, version, status: 'cancelled' })),
    }),
});
