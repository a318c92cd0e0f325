import { type EventByTopic, headerNames, keyOf, schemaByTopic, type Topic } from '@ticketing/contracts';
import { currentTraceparent, publishingSpan, withSpan } from '../telemetry/index.ts';
import type { Codec } from './codec.ts';
import type { OutgoingMessage, Publisher } from './producer.ts';

interface EventToSend {
  topic: Topic;
  eventId: string;
  key: OutgoingMessage['key'];
  event: unknown;
}

/**
 * Builds the message of an event, with the headers that every event has.
 * @param traceparent W3C trace context; undefined outside of any trace
 * @throws as {@link Codec.encode}
 */
export const eventMessage = async (
  codec: Pick<Codec, 'encode'>,
  { topic, eventId, key, event }: EventToSend,
  traceparent: string | undefined,
): Promise<OutgoingMessage> => ({
  topic,
  key,
  value: await codec.encode(topic, event),
  headers: {
    [headerNames.eventId]: eventId,
    [headerNames.eventType]: schemaByTopic[topic].name,
    ...(traceparent !== undefined && { [headerNames.traceparent]: traceparent }),
  },
});

export interface UnqueuedEvent<T extends Topic> {
  topic: T;
  eventId: string;
  event: EventByTopic[T];
  /** Of its cause. */
  traceparent: string | undefined;
}

/**
 * Publishes an event without an outbox, for what is repeated until it has succeeded. Resolves after the broker's
 * acknowledgement.
 */
export const publishEvent = <T extends Topic>(
  { codec, publisher }: { codec: Pick<Codec, 'encode'>; publisher: Pick<Publisher, 'publish'> },
  { topic, eventId, event, traceparent }: UnqueuedEvent<T>,
): Promise<void> =>
  withSpan({ ...publishingSpan(topic), traceparent }, async () => {
    const message = { topic, eventId, key: keyOf(topic, event), event };
    await publisher.publish([await eventMessage(codec, message, currentTraceparent())]);
  });
