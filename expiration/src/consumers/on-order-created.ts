import type { DecodedEvent } from '@ticketing/common/consuming';
import { delayUntil } from '../domain/expiration.ts';
import type { TimerQueue } from '../store/timer-queue.ts';

/** orders.order.created.v1 → starts the orders' timers. */
export const onOrdersCreated = (
  timers: Pick<TimerQueue, 'start'>,
  events: readonly DecodedEvent<'orders.order.created.v1'>[],
): Promise<void> =>
  timers.start(
    events.map(({ event: { id: orderId, expiresAt }, traceparent }) => ({
      orderId,
      delayMs: delayUntil(expiresAt, Date.now()),
      ...(traceparent && { traceparent }),
    })),
  );
