import type { DecodedEvent } from '@ticketing/common/consuming';
import type { UseCases } from '../use-cases/index.ts';

type SettledTopic = `orders.order.${'cancelled' | 'completed'}.${'v1' | 'v2'}`;

/** orders.order.cancelled and completed, .v1 and .v2 → cancels the orders' timers. */
export const onOrdersSettled =
  ({ cancelTimers }: Pick<UseCases, 'cancelTimers'>) =>
  (events: readonly DecodedEvent<SettledTopic>[]): Promise<void> =>
    cancelTimers({ orderIds: events.map(({ event }) => event.id) });
