import type { Codec, OutgoingMessage } from '@ticketing/common/kafka';
import { currentTraceparent, SpanKind, withSpan } from '@ticketing/common/telemetry';
import { headerNames, schemaByTopic, type Topic } from '@ticketing/contracts';

export interface OutboxEvent {
  eventId: string;
  topic: Topic;
  key: string | Buffer | null;
  payload: unknown;
  headers: Record<string, string>;
}

/**
 * Validates an outbox event against its registered schema and encodes it, in the trace of the request that wrote it.
 * The headers are the same whichever relay publishes it.
 * @throws PermanentError schema_mismatch
 */
export const toMessage = (
  codec: Codec,
  { eventId, topic, key, payload, headers }: OutboxEvent,
): Promise<OutgoingMessage> =>
  withSpan(
    { name: `publish ${topic}`, kind: SpanKind.PRODUCER, traceparent: headers[headerNames.traceparent] },
    async () => ({
      topic,
      key,
      value: await codec.encode(topic, payload),
      headers: {
        [headerNames.eventId]: eventId,
        [headerNames.eventType]: schemaByTopic[topic].name,
        [headerNames.traceparent]: currentTraceparent() ?? '',
      },
    }),
  );
