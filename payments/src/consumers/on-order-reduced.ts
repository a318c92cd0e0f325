import type { BatchHandler } from '@ticketing/common/consuming';
import type { ClientSession } from '@ticketing/common/mongo';
import type { ConsumerUseCases } from '../use-cases/index.ts';

/** orders.order.reduced.v2 → charges the smaller total from now on, and refunds what was charged above it. */
export const onOrderReduced = ({
  changeOrders,
}: Pick<ConsumerUseCases, 'changeOrders'>): BatchHandler<'orders.order.reduced.v2', ClientSession> => ({
  handleAll: (session, deliveries) =>
    changeOrders({
      session,
      changes: deliveries.map(({ event: { id, version, total: priceMinor } }) => ({ id, version, priceMinor })),
    }),
});
