import type { LiveEvent, LiveStreams } from '@ticketing/common/http';
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

/** Passes changes of orders on to those of their buyers who follow them here; the end of a session ends its streams. */
export function publishOrders(
  { readSeveralOrders }: Pick<UseCases, 'readSeveralOrders'>,
  streams: LiveStreams,
  log: Logger,
): OrderListener {
  const changed = new Map<string, ChangedOrder>();
  let isReading = false;

  /** One read after the other, so that none brings an older state than the one before. */
  async function read(): Promise<void> {
    if (isReading) return;
    isReading = true;
    while (changed.size > 0) {
      const wanted = [...changed.values()];
      changed.clear();
      try {
        const orders = await readSeveralOrders({ orderIds: wanted.map(({ orderId }) => orderId) });
        for (const order of orders) streams.publish(topicOfUser(order.userId), liveOrder(order));
      } catch (err) {
        log.warn({ err, count: wanted.length }, 'changed orders could not be read; their readers come again');
        for (const { userId } of wanted) streams.end(topicOfUser(userId));
      }
    }
    isReading = false;
  }

  return {
    onChange(order) {
      if (!streams.isFollowed(topicOfUser(order.userId))) return;
      changed.set(order.orderId, order);
      void read();
    },
    onSessionRevoked: (sid) => streams.end(topicOfSession(sid)),
    onGap: streams.refresh,
    log,
  };
}
