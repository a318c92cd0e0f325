import { failureHeaders, headerNames, isTopic, retryTopicFor, type Topic } from '@ticketing/contracts';
import { type IncomingMessage, originOf } from '../kafka/index.ts';
import type { EventOrigin } from './applier.ts';
import type { ParkedEvent } from './consumer-store.ts';

/** Returns the event topic of a message, whether it arrived on that topic or on one of its retry topics. */
export const eventTopicOf = ({ topic }: IncomingMessage): Topic | undefined =>
  isTopic(topic) ? topic : retryTopicFor(topic)?.topic;

/** A message without an event id is identified by its original topic, partition and offset. */
const eventIdOf = (message: IncomingMessage): string =>
  message.headers[headerNames.eventId] ?? Object.values(originOf(message)).join('/');

/** Returns the fields that identify a message in a log line. */
export const messageLocation = (message: IncomingMessage) => ({
  topic: message.topic,
  partition: message.partition,
  offset: message.offset,
  eventId: eventIdOf(message),
});

/**
 * Returns the message's trace id under its ECS name. A batch contains messages of many traces, so the current span does
 * not apply.
 */
export function traceOf({ headers }: IncomingMessage): Record<string, string> {
  const [, traceId] = (headers[headerNames.traceparent] ?? '').split('-');
  return traceId ? { 'trace.id': traceId } : {};
}

/** Returns the origin of an event, and the parts of its message that are stored when it is parked. */
export const eventOriginOf = (topic: Topic, message: IncomingMessage): EventOrigin => ({
  topic,
  eventId: eventIdOf(message),
  key: message.key,
  value: message.value,
  headers: { ...message.headers, ...originOf(message) },
  traceparent: message.headers[headerNames.traceparent] ?? null,
});

/** Rebuilds the original message of a parked event. */
export const messageOf = ({ key, value, headers }: ParkedEvent): IncomingMessage => ({
  topic: headers[failureHeaders.originTopic] ?? '',
  partition: Number(headers[failureHeaders.originPartition]),
  offset: headers[failureHeaders.originOffset] ?? '',
  key,
  value,
  headers,
  originalHeaders: headers,
  timestampMs: Date.now(),
});
