import type { BatchHandler } from '@ticketing/common/consuming';
import type { EventByTopic, Topic } from '@ticketing/contracts';
import type { Tx } from '../store/database.ts';
import { applyInputs, type TimedInput } from '../use-cases/apply-input.ts';

/** Topics whose events are inputs of an order. */
type OrderTopic = { [T in Topic]: EventByTopic[T] extends { orderId: string } ? T : never }[Topic];

/** Creates a handler that maps events to order inputs and applies them in a batch. */
export const orderInputHandler = <T extends OrderTopic>(
  inputOf: (event: EventByTopic[T]) => TimedInput,
): BatchHandler<T, Tx> => ({
  handleAll: (tx, deliveries) =>
    applyInputs(
      tx,
      deliveries.map(({ event, traceparent }) => ({ orderId: event.orderId, input: inputOf(event), traceparent })),
    ),
});
