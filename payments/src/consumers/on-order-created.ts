import type { BatchHandler } from '@ticketing/common/consuming';
import type { ClientSession } from '@ticketing/common/mongo';
import type { OrderCreated } from '@ticketing/contracts';
import type { PayableOrder } from '../domain/order.ts';
import type { ConsumerUseCases } from '../use-cases/index.ts';

/** orders.order.created.v1 → makes the order payable. */
export const onOrderCreated = ({
  storeOrders,
}: Pick<ConsumerUseCases, 'storeOrders'>): BatchHandler<'orders.order.created.v1', ClientSession> => ({
  handleAll: (session, deliveries) =>
    storeOrders({ session, orders: deliveries.map(({ event }) => toPayableOrder(event)) }),
});

const toPayableOrder = ({ id, userId, ticket, expiresAt }: OrderCreated): PayableOrder => ({
  id,
  userId,
  status: 'created',
  priceMinor: ticket.price,
  currency: ticket.currency,
  expiresAt: new Date(expiresAt),
});
