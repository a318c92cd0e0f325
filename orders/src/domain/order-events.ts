import type { EventByTopic, Topic } from '@ticketing/contracts';
import type { CancelReason, Order } from './order.ts';

export interface PublishedOrderEvent<T extends Topic = Topic> {
  topic: T;
  event: EventByTopic[T];
}

const ending = ({ id, ticketId, reservation, version }: Order) => ({
  id,
  ticket: { id: ticketId },
  reservation,
  version,
});

/** The reserving SQL statement builds the same event. */
export const orderCreated = (order: Order): PublishedOrderEvent<'orders.order.created.v1'> => {
  const { id, userId, ticketId, title, priceMinor: price, currency, reservation, expiresAt } = order;
  return {
    topic: 'orders.order.created.v1',
    event: {
      id,
      status: 'created',
      userId,
      expiresAt: expiresAt.getTime(),
      ticket: { id: ticketId, title, price, currency },
      reservation,
      version: 0,
    },
  };
};

export const orderCompleted = (order: Order, paymentId: string): PublishedOrderEvent<'orders.order.completed.v1'> => ({
  topic: 'orders.order.completed.v1',
  event: { ...ending(order), paymentId },
});

export const orderCancelled = (
  order: Order,
  reason: CancelReason | 'unknown',
): PublishedOrderEvent<'orders.order.cancelled.v1'> => ({
  topic: 'orders.order.cancelled.v1',
  event: { ...ending(order), reason },
});

/** Returns the events that a stored order implies. */
export function eventsOf(order: Order): PublishedOrderEvent[] {
  const { status, paymentId, cancelReason } = order;
  return [
    orderCreated(order),
    ...(status === 'complete' && paymentId !== null ? [orderCompleted(order, paymentId)] : []),
    ...(status === 'cancelled' ? [orderCancelled(order, cancelReason ?? 'unknown')] : []),
  ];
}
