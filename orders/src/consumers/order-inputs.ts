import type { BatchHandler } from '@ticketing/common/consuming';
import type { EventByTopic, Topic } from '@ticketing/contracts';
import type { Tx } from '../store/database.ts';
import type { AddressedInput } from '../use-cases/apply-order-inputs.ts';
import type { ConsumerUseCases } from '../use-cases/index.ts';

/** Topics whose events are inputs of an order. */
type OrderTopic = { [T in Topic]: EventByTopic[T] extends { orderId: string } ? T : never }[Topic];

/** Creates a handler that maps events to order inputs and applies them in a batch. */
export const orderInputHandler = <T extends OrderTopic>(
  { applyOrderInputs }: Pick<ConsumerUseCases, 'applyOrderInputs'>,
  inputOf: (event: EventByTopic[T]) => AddressedInput['input'],
): BatchHandler<T, Tx> => ({
  handleAll: (tx, deliveries) =>
    applyOrderInputs({
      tx,
      inputs: deliveries.map(({ event, traceparent }) => ({
        orderId: event.orderId,
        input: inputOf(event),
        traceparent,
      })),
    }),
});
