import type { BatchHandler } from '@ticketing/common/consuming';
import type { ClientSession } from '@ticketing/common/mongo';
import type { ConsumerUseCases } from '../use-cases/index.ts';

/** orders.order.completed.v1, .v2 → tells buyer and seller. */
export const onOrderCompleted = ({
  writeOrderMails,
}: Pick<ConsumerUseCases, 'writeOrderMails'>): BatchHandler<
  'orders.order.completed.v1' | 'orders.order.completed.v2',
  ClientSession
> => ({
  handleAll: (tx, deliveries) =>
    writeOrderMails(
      tx,
      deliveries.map(({ event }) => ({ orderId: event.id, kinds: ['order_confirmed', 'ticket_sold'] })),
    ),
});
