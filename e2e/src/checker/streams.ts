import { streamPositionOf } from '@ticketing/common/consuming';
import { type EventByTopic, isTopic, relayGroup, type Topic, topics } from '@ticketing/contracts';
import type { Expectations } from './expectations.ts';
import { firstOccurrences, isExpected } from './facts.ts';
import type { Observation } from './observation.ts';

/** What was published of one aggregate. */
export interface Stream {
  aggregate: 'user' | 'ticket' | 'order';
  id: string;
  /** Versions on the topics. */
  published: Set<number>;
  /** Versions that the relay gave up, as expected. */
  givenUp: Set<number>;
}

/** Stream → its versions. Streams into which a test has put events of its own are left out: they prove nothing. */
export function streamsOf(observation: Observation, expectations: Expectations): Map<string, Stream> {
  const streams = new Map<string, Stream>();
  const add = (topic: Topic, event: unknown, to: 'published' | 'givenUp') => {
    const position = streamPositionOf(topic, event as EventByTopic[Topic]);
    const { aggregate } = topics[topic];
    if (!position || !aggregate) return null;
    const { stream, version } = position;
    const id = stream.slice(aggregate.length + 1);
    const known = streams.get(stream) ?? { aggregate, id, published: new Set(), givenUp: new Set() };
    streams.set(stream, known);
    known[to].add(version);
    return stream;
  };
  const injected = new Set<string | null>();
  for (const { topic, event, eventId } of firstOccurrences(observation.events).values()) {
    if (!event) continue;
    const stream = add(topic, event, 'published');
    if (expectations.injectedEventIds.has(eventId)) injected.add(stream);
  }
  const isKnownDead = isExpected(expectations);
  for (const { topic, eventId, payload } of observation.outbox) {
    if (isTopic(topic) && isKnownDead({ group: relayGroup, topic, eventId })) add(topic, payload, 'givenUp');
  }
  for (const stream of injected) if (stream) streams.delete(stream);
  return streams;
}

export const highestVersion = ({ published, givenUp }: Stream): number => Math.max(-1, ...published, ...givenUp);
