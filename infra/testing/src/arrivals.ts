import { type AwaitRow, createArrivals, createAwaitRow, type Outcome } from '@ticketing/common/consuming';
import { type EventByTopic, keyOf, type Topic } from '@ticketing/contracts';

/** Waiting for events without a broker: those that the test delivers arrive, and there are no others. */
export function deliveredArrivals(): {
  awaitRow: AwaitRow;
  /** Tells of an event that was applied. */
  told: <T extends Topic>(topic: T, event: EventByTopic[T]) => (outcome: Outcome) => Outcome;
} {
  const arrivals = createArrivals();
  const consumer = { isReadHere: () => true, isPast: async () => true };
  return {
    awaitRow: createAwaitRow({ arrivals, consumer }),
    told: (topic, event) => (outcome) => {
      if (outcome === 'applied') arrivals.notify(topic, keyOf(topic, event));
      return outcome;
    },
  };
}
