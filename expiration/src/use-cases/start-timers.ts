import { delayUntil } from '../domain/expiration.ts';
import type { Timer, TimerQueue } from '../store/timer-queue.ts';

export interface ExpiringOrder extends Timer {
  /** Milliseconds since the epoch. */
  expiresAt: number;
}

/** Starts the orders' timers. Idempotent. */
export const startTimers =
  ({ timers }: { timers: Pick<TimerQueue, 'start'> }) =>
  ({ orders }: { orders: readonly ExpiringOrder[] }): Promise<void> =>
    timers.start(orders.map(({ expiresAt, ...timer }) => ({ ...timer, delayMs: delayUntil(expiresAt, Date.now()) })));
