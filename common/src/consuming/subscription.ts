import { type EventByTopic, type StreamPosition, type Topic, topics } from '@ticketing/contracts';

export interface Delivery<T extends Topic, Tx> {
  event: EventByTopic[T];
  eventId: string;
  /** W3C trace context to pass on to follow-up events. */
  traceparent: string | undefined;
  /** The transaction that also records the event as processed. */
  tx: Tx;
}

/** Applies one event. It may run again for the same event after a rollback, so its only effects are in `tx`. */
export type Handler<T extends Topic, Tx> = (delivery: Delivery<T, Tx>) => Promise<void>;

/** Applies several events of a topic in fewer round trips. No two of them have the same key. */
export interface BatchHandler<T extends Topic, Tx> {
  handleAll(tx: Tx, deliveries: readonly Delivery<T, Tx>[]): Promise<void>;
}

/** Topic → handler: a service's whole inbound interface. */
export type Subscriptions<Tx> = { [T in Topic]?: Handler<T, Tx> | BatchHandler<T, Tx> };

/** Returns an event's position in its aggregate's sequence; null for topics without versions. */
export function streamPositionOf(topic: Topic, event: EventByTopic[Topic]): StreamPosition | null {
  const { aggregate } = topics[topic];
  return aggregate && 'version' in event ? { stream: `${aggregate}:${event.id}`, version: event.version } : null;
}

/**
 * Returns the topic of the next generation that has the same event, too; undefined for none. A group that reads both applies the
 * event from there.
 */
export function successorWith({ topic, event }: { topic: Topic; event: EventByTopic[Topic] }): Topic | undefined {
  return 'isPublishedAsV2' in event && event.isPublishedAsV2 ? topics[topic].successor : undefined;
}
