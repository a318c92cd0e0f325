import { type AwaitRow, createArrivals, createAwaitRow, type Outcome } from '@ticketing/common/consuming';
import { type EventByTopic, keyOf, type Topic } from '@ticketing/contracts';

/** Creates an {@link AwaitRow} without a broker: the only events are those that the test delivers. */
export function deliveredArrivals(): {
  awaitRow: AwaitRow;
  /** Notifies waiting requests of an applied event. */
  notifyApplied: <T extends Topic>(topic: T, event: EventByTopic[T]) => (outcome: Outcome) => Outcome;
} {
  const arrivals = createArrivals();
  const consumer = { isAssignedHere: () => true, isCaughtUp: async () => true };
  return {
    awaitRow: createAwaitRow({ arrivals, consumer }),
    notifyApplied: (topic, event) => (outcome) => {
      if (outcome === 'applied') arrivals.notify(topic, keyOf(topic, event));
      return outcome;
    },
  };
}
