import type { DecodedEvent } from '@ticketing/common/consuming';
import { delayUntil } from '../domain/expiration.ts';
import type { TimerQueue } from '../store/timer-queue.ts';

/** orders.order.created.v1 → starts the order's timer. */
export const onOrderCreated = (
  timers: TimerQueue,
  { event, traceparent }: DecodedEvent<'orders.order.created.v1'>,
): Promise<void> =>
  timers.start({ orderId: event.id, ...(traceparent && { traceparent }) }, delayUntil(event.expiresAt, Date.now()));
