import type { BatchHandler } from '@ticketing/common/consuming';
import type { EventByTopic, Topic } from '@ticketing/contracts';
import type { Tx } from '../store/database.ts';
import { applyInputs, type InputAt } from '../use-cases/apply-input.ts';

/** Topics whose events are news of an order. */
type OrderTopic = { [T in Topic]: EventByTopic[T] extends { orderId: string } ? T : never }[Topic];

/** A handler of events that are news of an order: what each means, applied to many orders at once. */
export const newsOfOrders = <T extends OrderTopic>(
  inputOf: (event: EventByTopic[T]) => InputAt,
): BatchHandler<T, Tx> => ({
  handleAll: (tx, deliveries) =>
    applyInputs(
      tx,
      deliveries.map(({ event, traceparent }) => ({ orderId: event.orderId, input: inputOf(event), traceparent })),
    ),
});
