import type { DecodedEvent } from '@ticketing/common/consuming';
import type { UseCases } from '../use-cases/index.ts';

/** orders.order.created.v1, .v2 → starts the orders' timers. */
export const onOrdersCreated =
  ({ startTimers }: Pick<UseCases, 'startTimers'>) =>
  (events: readonly DecodedEvent<'orders.order.created.v1' | 'orders.order.created.v2'>[]): Promise<void> =>
    startTimers({
      orders: events.map(({ event: { id: orderId, expiresAt }, traceparent }) => ({
        orderId,
        expiresAt,
        ...(traceparent && { traceparent }),
      })),
    });
