import type { DecodedEvent } from '@ticketing/common/consuming';
import type { TimerQueue } from '../store/timer-queue.ts';

/** orders.order.cancelled.v1, orders.order.completed.v1 → cancels the orders' timers. */
export const onOrdersSettled = (
  timers: Pick<TimerQueue, 'cancel'>,
  events: readonly DecodedEvent<'orders.order.cancelled.v1' | 'orders.order.completed.v1'>[],
): Promise<void> => timers.cancel(events.map(({ event }) => event.id));
