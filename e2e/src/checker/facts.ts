import { streamPositionOf } from '@ticketing/common/consuming';
import { type EventByTopic, isTopic, relayGroup, type Topic, topics } from '@ticketing/contracts';
import type { Expectations, ExpectedDeadLetter } from './expectations.ts';
import {
  type EventMessage,
  type InboxService,
  inboxServices,
  type Observation,
  type PaymentRow,
} from './observation.ts';

/** The name of an event on its topic or, with a leading group, of a dead letter. */
export const nameOf = (...parts: string[]): string => parts.join(' ');

/** Events as consumers see them: the first message of each event id on its topic, in the order of the log. */
export function firstOccurrences(events: readonly EventMessage[]): Map<string, EventMessage> {
  const first = new Map<string, EventMessage>();
  for (const message of events) {
    const name = nameOf(message.topic, message.eventId);
    if (!first.has(name)) first.set(name, message);
  }
  return first;
}

/** The decoded events of one topic. Undecodable ones are left out. */
export const eventsOn = <T extends Topic>({ events }: Pick<Observation, 'events'>, topic: T): EventByTopic[T][] =>
  [...firstOccurrences(events.filter((message) => message.topic === topic)).values()].flatMap(({ event }) =>
    event ? [event as EventByTopic[T]] : [],
  );

export const isInboxService = (name: string): name is InboxService =>
  (inboxServices as readonly string[]).includes(name);

export const isExpected = ({ deadLetters }: Expectations): ((letter: ExpectedDeadLetter) => boolean) => {
  const names = new Set(deadLetters.map(({ group, topic, eventId }) => nameOf(group, topic, eventId)));
  return ({ group, topic, eventId }) => names.has(nameOf(group, topic, eventId));
};

/** Deviations that known dead letters and events from a test explain. */
export interface Excuses {
  /** Whether a consumer waits for this version of a stream because it is, or may be, a known dead letter. */
  isHeldBack(consumer: InboxService, stream: string, missingVersion: number): boolean;
  /** Whether an aggregate's event was dead-lettered or sent by a test, so that the services' copies may differ. */
  isDisturbed(key: string): boolean;
}

export function excusesOf(observation: Observation, { deadLetters, injectedEventIds }: Expectations): Excuses {
  const missing = new Map<string, Set<number | null>>();
  const disturbed = new Set<string>();
  const describe = describeEvents(observation);
  for (const { group, topic, eventId } of deadLetters) {
    const { key, version } = describe(topic, eventId);
    if (key === null) continue;
    disturbed.add(key);
    const consumers = group === relayGroup ? topics[topic].consumers : [group];
    for (const consumer of consumers) {
      const stream = nameOf(consumer, `${topics[topic].aggregate}:${key}`);
      missing.set(stream, (missing.get(stream) ?? new Set()).add(version));
    }
  }
  for (const { eventId, key } of observation.events)
    if (key !== null && injectedEventIds.has(eventId)) disturbed.add(key);
  return {
    isDisturbed: (key) => disturbed.has(key),
    isHeldBack: (consumer, stream, missingVersion) => {
      const versions = missing.get(nameOf(consumer, stream));
      return versions !== undefined && (versions.has(missingVersion) || versions.has(null));
    },
  };
}

/** Key and version of an event, from a topic, an outbox or a dead letter; the version is null when unknown. */
function describeEvents({ events, outbox, deadLetters }: Observation) {
  const traces = new Map<string, { key: string | null; version: number | null }>();
  for (const { topic, eventId, key } of deadLetters) traces.set(nameOf(topic, eventId), { key, version: null });
  for (const { topic, eventId, key, event } of events)
    traces.set(nameOf(topic, eventId), { key, version: event && versionOf(topic, event) });
  for (const { topic, eventId, key, payload } of outbox)
    if (isTopic(topic)) traces.set(nameOf(topic, eventId), { key, version: versionOf(topic, payload) });
  return (topic: Topic, eventId: string) => traces.get(nameOf(topic, eventId)) ?? { key: null, version: null };
}

const versionOf = (topic: Topic, event: unknown): number | null =>
  streamPositionOf(topic, event as EventByTopic[Topic])?.version ?? null;

/** What of a charge is on its way back, minor units. */
export const refundedOf = ({ refunds }: Pick<PaymentRow, 'refunds'>): number =>
  refunds.reduce((sum, { state, amountMinor }) => sum + (state === 'done' ? amountMinor : 0), 0);
