import { isDeepStrictEqual } from 'node:util';
import { streamPositionOf, successorWith } from '@ticketing/common/consuming';
import {
  headerNames,
  isTopic,
  relayGroup,
  type Service,
  schemaByTopic,
  type Topic,
  topics,
} from '@ticketing/contracts';
import type { Expectations } from './expectations.ts';
import { expirationEventId } from './expiration-event-id.ts';
import { firstOccurrences, isExpected, isInboxService, nameOf } from './facts.ts';
import type { EventMessage, Observation, OutboxEntry } from './observation.ts';
import { type Violation, violationOf } from './violation.ts';

const violation = violationOf('I1');
const dayMs = 24 * 60 * 60 * 1000;
/** A day less than the services' retention, so that regular pruning is not reported. */
const inboxIsKeptMs = 13 * dayMs;
const outboxIsKeptMs = 6 * dayMs;

/** I1: every committed outbox row is on its topic at least once and was processed by every consumer group. */
export function judgeOutboxReachesEveryone(observation: Observation, expectations: Expectations): Violation[] {
  const events = firstOccurrences(observation.events);
  const isKnownDead = isExpected(expectations);
  return [
    ...observation.outbox.flatMap((row) => judgeRow(row, events, isKnownDead)),
    ...observation.events.flatMap((message) => judgeHeaders(message, expectations)),
    ...judgeOrigins(observation, events, expectations),
    ...judgeHandling(observation, events, expectations.now, isKnownDead),
    ...judgeTwins(events),
  ];
}

type IsKnownDead = ReturnType<typeof isExpected>;

function judgeRow(row: OutboxEntry, events: Map<string, EventMessage>, isKnownDead: IsKnownDead): Violation[] {
  const { service, eventId, topic, key, payload } = row;
  const subject = { service, eventId, topic, key };
  if (!isTopic(topic)) return [violation('an outbox row has an unknown topic', subject)];
  if (isKnownDead({ group: relayGroup, topic, eventId })) return [];
  const message = events.get(nameOf(topic, eventId));
  if (!message) return [violation('an outbox row was not published', subject)];
  return [
    ...(message.key === key
      ? []
      : [violation('the key of an event differs from its outbox row', { ...subject, sent: message.key })]),
    ...(includes(message.event, payload)
      ? []
      : [violation('the content of an event differs from its outbox row', subject)]),
  ];
}

/** Whether the event contains every field of the row; missing fields have their schema's defaults. */
const includes = (event: unknown, payload: unknown): boolean =>
  typeof payload === 'object' && payload !== null && typeof event === 'object' && event !== null
    ? Object.entries(payload).every(([field, value]) => includes((event as Record<string, unknown>)[field], value))
    : isDeepStrictEqual(event, payload);

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
/** Source: W3C Trace Context, "traceparent Header Field Values". All zeros and version ff are invalid. */
const traceparent = /^(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/;

/** Every message has the headers, including duplicates and messages of other publishers. */
function judgeHeaders(message: EventMessage, { injectedEventIds, deadLetters }: Expectations): Violation[] {
  const { topic, eventId, headers, partition, offset } = message;
  if (injectedEventIds.has(eventId) || deadLetters.some((letter) => letter.eventId === eventId)) return [];
  const subject = { topic, partition, offset, eventId };
  const isRight = {
    [headerNames.eventId]: uuid.test(headers[headerNames.eventId] ?? ''),
    [headerNames.traceparent]: traceparent.test(headers[headerNames.traceparent] ?? ''),
    [headerNames.eventType]: headers[headerNames.eventType] === schemaByTopic[topic].name,
  };
  return Object.entries(isRight).flatMap(([name, isFine]) =>
    isFine
      ? []
      : [violation(`an event's ${name} header is missing or wrong`, { ...subject, value: headers[name] ?? null })],
  );
}

const withoutOrigin: readonly Service[] = ['ops', 'notifications'];

/** Every business event has an origin: an outbox row, or a timer, whose event id is derived from the order. */
function judgeOrigins(
  { outbox }: Observation,
  events: Map<string, EventMessage>,
  { now, injectedEventIds, deadLetters }: Expectations,
): Violation[] {
  const rows = new Set(outbox.map(({ topic, eventId }) => nameOf(topic, eventId)));
  const made = new Set([...injectedEventIds, ...deadLetters.map(({ eventId }) => eventId)]);
  return [...events].flatMap(([name, { topic, eventId, key, event, timestampMs }]) => {
    // The report of a replay needs no outbox: it is sent again with the next redelivery; so is an answer of notifications.
    if (made.has(eventId) || withoutOrigin.includes(topics[topic].owner)) return [];
    const subject = { topic, eventId, key };
    if (topics[topic].owner === 'expiration') {
      const isRight =
        event && 'orderId' in event && event.orderId !== null && eventId === expirationEventId(event.orderId);
      return isRight ? [] : [violation("an expiration's event id is not derived from its order", subject)];
    }
    const isOld = timestampMs < now.getTime() - outboxIsKeptMs;
    return isOld || rows.has(name) ? [] : [violation('an event on a topic has no outbox row', subject)];
  });
}

function judgeHandling(
  { consumers, positions }: Observation,
  events: Map<string, EventMessage>,
  now: Date,
  isKnownDead: IsKnownDead,
): Violation[] {
  const committed = new Map(
    positions.map(({ group, topic, partition, committed: offset }) => [nameOf(group, topic, `${partition}`), offset]),
  );
  const isHandled = (group: string, { topic, partition, offset, eventId, timestampMs }: EventMessage): boolean => {
    // Without an inbox entry, the committed offset shows whether the event was processed.
    const isInInbox = isInboxService(group) && consumers[group].inbox.has(eventId);
    const hasForgotten = timestampMs < now.getTime() - inboxIsKeptMs;
    if (isInboxService(group) && !hasForgotten) return isInInbox;
    return (committed.get(nameOf(group, topic, `${partition}`)) ?? 0) > offset;
  };
  // Who reads both generations applies an event of both from the second, so the inbox has that one.
  const isAppliedElsewhere = (group: Service, { topic, event }: EventMessage): boolean => {
    const successor = event && successorWith({ topic, event });
    return successor ? topics[successor].consumers.includes(group) : false;
  };
  return [...events.values()].flatMap((message) =>
    topics[message.topic].consumers.flatMap((group) => {
      const { topic, eventId, partition, offset } = message;
      if (isKnownDead({ group, topic, eventId }) || isHandled(group, message)) return [];
      if (isAppliedElsewhere(group, message)) return [];
      return [
        violation('an event was not processed by a consumer group', { group, topic, eventId, partition, offset }),
      ];
    }),
  );
}

/** An event that is published in two generations is in both, under the same version. */
function judgeTwins(events: Map<string, EventMessage>): Violation[] {
  const placeOf = (topic: Topic, event: EventMessage['event']) => {
    const position = event && streamPositionOf(topic, event);
    return position ? nameOf(topic, position.stream, `${position.version}`) : null;
  };
  const places = new Set([...events.values()].map(({ topic, event }) => placeOf(topic, event)));
  return [...events.values()].flatMap(({ topic, event, eventId, key }) => {
    const successor = event && successorWith({ topic, event });
    return !successor || places.has(placeOf(successor, event))
      ? []
      : [violation('an event is missing in the second generation', { topic, eventId, key })];
  });
}
