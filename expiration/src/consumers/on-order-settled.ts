import type { DecodedEvent } from '@ticketing/common/consuming';
import type { UseCases } from '../use-cases/index.ts';

/** orders.order.cancelled.v1, orders.order.completed.v1 → cancels the orders' timers. */
export const onOrdersSettled =
  ({ cancelTimers }: Pick<UseCases, 'cancelTimers'>) =>
  (events: readonly DecodedEvent<'orders.order.cancelled.v1' | 'orders.order.completed.v1'>[]): Promise<void> =>
    cancelTimers({ orderIds: events.map(({ event }) => event.id) });
