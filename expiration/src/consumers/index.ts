import type { Applier, DecodedEvent } from '@ticketing/common/consuming';
import type { TimerQueue } from '../store/timer-queue.ts';
import { onOrderCreated } from './on-order-created.ts';
import { onOrderSettled } from './on-order-settled.ts';

/**
 * Applies an order's event to its timer. There is no inbox: a timer is named after its order, so that a repeat changes
 * nothing, and one that fires without need is without effect in orders. For the same reason versions may come in any order.
 */
export const applyToTimers = (timers: TimerQueue): Applier => ({
  async apply(message) {
    switch (message.topic) {
      case 'orders.order.created.v1':
        await onOrderCreated(timers, message as DecodedEvent<typeof message.topic>);
        return 'applied';
      case 'orders.order.cancelled.v1':
      case 'orders.order.completed.v1':
        await onOrderSettled(timers, message as DecodedEvent<typeof message.topic>);
        return 'applied';
      default:
        throw new Error(`no handler for ${message.topic}`);
    }
  },
  // Versions may come in any order, so none waits for another.
  skip: async () => 'skipped',
  releaseParked: async () => undefined,
  handling: timers.handling,
  commitsEach: true,
});
