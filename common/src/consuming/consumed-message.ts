import { failureHeaders, headerNames, isTopic, retryTopicFor, type Topic } from '@ticketing/contracts';
import { type IncomingMessage, originOf } from '../kafka/index.ts';
import type { EventOrigin } from './applier.ts';
import type { ParkedEvent } from './consumer-store.ts';

/** The event topic of a message, whether it came by it or by one of its retry topics. */
export const eventTopicOf = ({ topic }: IncomingMessage): Topic | undefined =>
  isTopic(topic) ? topic : retryTopicFor(topic)?.topic;

/** A message without an event id is identified by where it first came from. */
const eventIdOf = (message: IncomingMessage): string =>
  message.headers[headerNames.eventId] ?? Object.values(originOf(message)).join('/');

/** Which message a log line is about. */
export const whereabouts = (message: IncomingMessage) => ({
  topic: message.topic,
  partition: message.partition,
  offset: message.offset,
  eventId: eventIdOf(message),
});

/** The trace of a message for its log line, under its ECS name: a batch has the messages of many. */
export function traceOf({ headers }: IncomingMessage): Record<string, string> {
  const [, traceId] = (headers[headerNames.traceparent] ?? '').split('-');
  return traceId ? { 'trace.id': traceId } : {};
}

/** Where an event came from, and what is kept of its message when it is parked: its text headers and its origin. */
export const eventOriginOf = (topic: Topic, message: IncomingMessage): EventOrigin => ({
  topic,
  eventId: eventIdOf(message),
  key: message.key,
  value: message.value,
  headers: { ...message.headers, ...originOf(message) },
  traceparent: message.headers[headerNames.traceparent] ?? null,
});

/** A parked event as the message it once was. */
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
