import { type Applier, type DecodedEvent, type InFlightMarkers, successorWith } from '@ticketing/common/consuming';
import type { Topic } from '@ticketing/contracts';
import type { UseCases } from '../use-cases/index.ts';
import { onOrdersCreated } from './on-order-created.ts';
import { onOrdersSettled } from './on-order-settled.ts';

/**
 * Creates the applier of order events to timers. There is no inbox: a timer is named after its order, so a duplicate
 * has no effect, and an unneeded timer has no effect in orders. For the same reason versions may arrive in any order. A
 * batch starts timers before it cancels any.
 */
export const applyToTimers = (
  useCases: Pick<UseCases, 'startTimers' | 'cancelTimers'>,
  inFlightMarkers: InFlightMarkers,
): Applier => {
  const applyAll = async (events: readonly DecodedEvent[]) => {
    // Both generations are read, so an event that is in the second is applied from there.
    const own = events.filter((event) => !successorWith(event));
    const created = own.filter(isOf('orders.order.created.v1', 'orders.order.created.v2'));
    const settled = own.filter(
      isOf(
        'orders.order.cancelled.v1',
        'orders.order.completed.v1',
        'orders.order.cancelled.v2',
        'orders.order.completed.v2',
      ),
    );
    // An order with fewer places ends when it would have ended.
    const reduced = own.filter(isOf('orders.order.reduced.v2'));
    const other = own.length - created.length - settled.length - reduced.length;
    if (other > 0) throw new Error(`no handler for ${other} of ${events.length} events`);
    if (created.length > 0) await onOrdersCreated(useCases)(created);
    if (settled.length > 0) await onOrdersSettled(useCases)(settled);
    return events.map(() => 'applied' as const);
  };
  return {
    applyAll,
    async apply(event) {
      await applyAll([event]);
      return 'applied';
    },
    // Versions may arrive in any order, so none is parked.
    skip: async () => 'skipped',
    releaseParked: async () => undefined,
    inFlightMarkers,
  };
};

const isOf =
  <T extends Topic>(...topics: T[]) =>
  (event: DecodedEvent): event is DecodedEvent<T> =>
    (topics as Topic[]).includes(event.topic);
