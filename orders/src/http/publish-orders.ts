import { createChangedReader, type LiveEvent, type LiveStreams } from '@ticketing/common/http';
import type { Logger } from '@ticketing/common/log';
import type { Order } from '../domain/order.ts';
import type { ChangedOrder, OrderListener } from '../store/live-orders.ts';
import type { UseCases } from '../use-cases/index.ts';
import { toOrderResponse } from './order-response.ts';

export const topicOfUser = (userId: string): string => `user:${userId}`;
export const topicOfSession = (sid: string): string => `session:${sid}`;

export const liveOrder = (order: Order): LiveEvent => ({
  key: order.id,
  event: 'order',
  id: `${order.id}:${order.version}`,
  data: toOrderResponse(order),
});

/** Publishes order changes to the buyers' live streams; the end of a session ends its streams. */
export function publishOrders(
  { readOrdersById }: Pick<UseCases, 'readOrdersById'>,
  streams: LiveStreams,
  log: Logger,
): OrderListener {
  const onChanged = createChangedReader<ChangedOrder, Order>({
    read: (changed) => readOrdersById({ orderIds: changed.map(({ orderId }) => orderId) }),
    publish: (order) => streams.publish(topicOfUser(order.userId), liveOrder(order)),
    onFailure: (changed, err) => {
      log.warn(
        { err, count: changed.length },
        'changed orders could not be read; closing their streams so that readers reconnect',
      );
      for (const { userId } of changed) streams.end(topicOfUser(userId));
    },
  });
  return {
    onChange(order) {
      if (streams.isFollowed(topicOfUser(order.userId))) onChanged(order.orderId, order);
    },
    onSessionRevoked: (sid) => streams.end(topicOfSession(sid)),
    onGap: streams.refresh,
    log,
  };
}
