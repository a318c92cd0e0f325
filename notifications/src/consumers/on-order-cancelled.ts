import type { BatchHandler } from '@ticketing/common/consuming';
import type { ClientSession } from '@ticketing/common/mongo';
import type { ConsumerUseCases } from '../use-cases/index.ts';

/** orders.order.cancelled.v1, .v2 → tells a buyer who did not pay; who has released the ticket knows. */
export const onOrderCancelled = ({
  writeOrderMails,
}: Pick<ConsumerUseCases, 'writeOrderMails'>): BatchHandler<
  'orders.order.cancelled.v1' | 'orders.order.cancelled.v2',
  ClientSession
> => ({
  handleAll: (tx, deliveries) =>
    writeOrderMails(
      tx,
      deliveries
        .filter(({ event }) => event.reason === 'expired')
        .map(({ event }) => ({ orderId: event.id, kinds: ['reservation_expired'] })),
    ),
});
