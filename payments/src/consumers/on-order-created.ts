import type { BatchHandler } from '@ticketing/common/consuming';
import type { ClientSession } from '@ticketing/common/mongo';
import type { OrderCreated, OrderCreatedV2 } from '@ticketing/contracts';
import type { PayableOrder } from '../domain/order.ts';
import type { ConsumerUseCases } from '../use-cases/index.ts';

/** orders.order.created.v1 → makes the order payable. */
export const onOrderCreated = ({
  storeOrders,
}: Pick<ConsumerUseCases, 'storeOrders'>): BatchHandler<'orders.order.created.v1', ClientSession> => ({
  handleAll: (session, deliveries) =>
    storeOrders({ session, orders: deliveries.map(({ event }) => toPayableOrder(event, event.ticket, null)) }),
});

/** orders.order.created.v2 → makes the order payable: a ticket, or a party's places. */
export const onOrderCreatedV2 = ({
  storeOrders,
}: Pick<ConsumerUseCases, 'storeOrders'>): BatchHandler<'orders.order.created.v2', ClientSession> => ({
  handleAll: (session, deliveries) =>
    storeOrders({
      session,
      orders: deliveries.map(({ event }) =>
        toPayableOrder(event, { price: event.total, currency: event.currency }, performanceIdOf(event)),
      ),
    }),
});

/** All places of an order are of one performance. */
export const performanceIdOf = ({ items }: { items: readonly { performanceId: string | null }[] }): string | null =>
  items[0]?.performanceId ?? null;

const toPayableOrder = (
  { id, userId, expiresAt }: Pick<OrderCreatedV2, 'id' | 'userId' | 'expiresAt'>,
  { price: priceMinor, currency }: Pick<OrderCreated['ticket'], 'price' | 'currency'>,
  performanceId: string | null,
): PayableOrder => ({
  id,
  userId,
  status: 'created',
  priceMinor,
  currency,
  expiresAt: new Date(expiresAt),
  performanceId,
  version: 0,
});
