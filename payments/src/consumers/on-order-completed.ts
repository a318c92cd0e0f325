import type { BatchHandler } from '@ticketing/common/consuming';
import type { ClientSession } from '@ticketing/common/mongo';
import type { ConsumerUseCases } from '../use-cases/index.ts';

/** orders.order.completed.v1, .v2 → marks the order as paid; refuses new attempts. */
export const onOrderCompleted = ({
  completeOrders,
}: Pick<ConsumerUseCases, 'completeOrders'>): BatchHandler<
  'orders.order.completed.v1' | 'orders.order.completed.v2',
  ClientSession
> => ({
  handleAll: (session, deliveries) => completeOrders({ session, paid: deliveries.map(({ event }) => event) }),
});
