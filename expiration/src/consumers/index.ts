import type { Applier, DecodedEvent } from '@ticketing/common/consuming';
import type { Topic } from '@ticketing/contracts';
import type { TimerQueue } from '../store/timer-queue.ts';
import { onOrdersCreated } from './on-order-created.ts';
import { onOrdersSettled } from './on-order-settled.ts';

/**
 * Applies orders' events to their timers. There is no inbox: a timer is named after its order, so that a repeat changes
 * nothing, and one that fires without need has no effect in orders. For the same reason versions may come in any order; a
 * batch starts its timers before it forgets any.
 */
export const applyToTimers = (timers: TimerQueue): Applier => {
  const applyAll = async (events: readonly DecodedEvent[]) => {
    const created = events.filter(isOf('orders.order.created.v1'));
    const settled = events.filter(isOf('orders.order.cancelled.v1', 'orders.order.completed.v1'));
    const other = events.length - created.length - settled.length;
    if (other > 0) throw new Error(`no handler for ${other} of ${events.length} events`);
    if (created.length > 0) await onOrdersCreated(timers, created);
    if (settled.length > 0) await onOrdersSettled(timers, settled);
    return events.map(() => 'applied' as const);
  };
  return {
    applyAll,
    async apply(event) {
      await applyAll([event]);
      return 'applied';
    },
    // Versions may come in any order, so none waits for another.
    skip: async () => 'skipped',
    releaseParked: async () => undefined,
    handling: timers.handling,
  };
};

const isOf =
  <T extends Topic>(...topics: T[]) =>
  (event: DecodedEvent): event is DecodedEvent<T> =>
    (topics as Topic[]).includes(event.topic);
