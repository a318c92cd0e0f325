import type { BatchHandler } from '@ticketing/common/consuming';
import type { ClientSession } from '@ticketing/common/mongo';
import type { OrderMailKind } from '../domain/mail.ts';
import type { ConsumerUseCases } from '../use-cases/index.ts';

/** By the reason of the cancellation. */
const mailsAbout: ReadonlyMap<string, readonly OrderMailKind[]> = new Map([
  ['expired', ['reservation_expired']],
  ['event_cancelled', ['event_cancelled']],
]);

/** orders.order.cancelled.v1, .v2 → tells its buyer why, except one who has released it. */
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
        .map(({ event }) => ({
          orderId: event.id,
          kinds: mailsAbout.get(event.reason) ?? [],
          performanceId: ('items' in event && event.items[0]?.performanceId) || null,
        }))
        .filter(({ kinds }) => kinds.length > 0),
    ),
});
