import { type LiveEvent, type LiveStreams, publishToOwners } from '@ticketing/common/http';
import type { Logger } from '@ticketing/common/log';
import type { Order } from '../domain/order.ts';
import type { OrderListener } from '../store/live-orders.ts';
import type { UseCases } from '../use-cases/index.ts';
import { toOrderResponse } from './order-response.ts';

export const liveOrder = (order: Order): LiveEvent => ({
  key: order.id,
  event: 'order',
  id: `${order.id}:${order.version}`,
  data: toOrderResponse(order),
});

/** Publishes order changes to the buyers' live streams; the end of a session ends its streams. */
export const publishOrders = (
  { readOrdersById }: Pick<UseCases, 'readOrdersById'>,
  streams: LiveStreams,
  log: Logger,
): OrderListener =>
  publishToOwners({
    ...{ streams, log, rows: 'orders', eventOf: liveOrder },
    idOf: ({ orderId }) => orderId,
    read: (changed) => readOrdersById({ orderIds: changed.map(({ orderId }) => orderId) }),
  });
