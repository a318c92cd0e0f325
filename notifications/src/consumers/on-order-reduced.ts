import type { BatchHandler } from '@ticketing/common/consuming';
import type { ClientSession } from '@ticketing/common/mongo';
import type { ConsumerUseCases } from '../use-cases/index.ts';

/** orders.order.reduced.v2 → mails say its new total. The refund, if there is one, has a mail of its own. */
export const onOrderReduced = ({
  storeTotals,
}: Pick<ConsumerUseCases, 'storeTotals'>): BatchHandler<'orders.order.reduced.v2', ClientSession> => ({
  handleAll: (tx, deliveries) =>
    storeTotals(
      tx,
      deliveries.map(({ event: { id, total: priceMinor } }) => ({ id, priceMinor })),
    ),
});
