import type { TimerQueue } from '../store/timer-queue.ts';

/** Cancels the orders' timers, unless they are firing. Idempotent. */
export const cancelTimers =
  ({ timers }: { timers: Pick<TimerQueue, 'cancel'> }) =>
  ({ orderIds }: { orderIds: readonly string[] }): Promise<void> =>
    timers.cancel(orderIds);
