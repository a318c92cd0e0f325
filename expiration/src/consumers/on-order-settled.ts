import type { DecodedEvent } from '@ticketing/common/consuming';
import type { TimerQueue } from '../store/timer-queue.ts';

/** orders.order.cancelled.v1, orders.order.completed.v1 → the timer is not needed any more. */
export const onOrderSettled = (
  timers: TimerQueue,
  { event }: DecodedEvent<'orders.order.cancelled.v1' | 'orders.order.completed.v1'>,
): Promise<void> => timers.cancel(event.id);
