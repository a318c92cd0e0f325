import { streamPositionOf } from '@ticketing/common/consuming';
import {
  type EventByTopic,
  generationOf,
  isTopic,
  relayGroup,
  type Topic,
  type TopicSpec,
  topics,
} from '@ticketing/contracts';
import type { Expectations } from './expectations.ts';
import { firstOccurrences, isExpected } from './facts.ts';
import type { Observation } from './observation.ts';

/** The published events of one aggregate. */
export interface Stream {
  aggregate: NonNullable<TopicSpec['aggregate']>;
  id: string;
  /** The generations of topics that have its events. */
  generations: Set<number>;
  /** Versions on the topics. */
  published: Set<number>;
  /** Versions that the relay dead-lettered, as expected. */
  deadLettered: Set<number>;
}

/** Stream → its versions. Streams with events from tests are left out: they prove nothing. */
export function streamsOf(observation: Observation, expectations: Expectations): Map<string, Stream> {
  const streams = new Map<string, Stream>();
  const add = (topic: Topic, event: unknown, to: 'published' | 'deadLettered') => {
    const position = streamPositionOf(topic, event as EventByTopic[Topic]);
    const { aggregate } = topics[topic];
    if (!position || !aggregate) return null;
    const { stream, version } = position;
    const id = stream.slice(aggregate.length + 1);
    const known = streams.get(stream) ?? {
      ...{ aggregate, id },
      generations: new Set<number>(),
      published: new Set<number>(),
      deadLettered: new Set<number>(),
    };
    streams.set(stream, known);
    known.generations.add(generationOf(topic));
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
    if (isTopic(topic) && isKnownDead({ group: relayGroup, topic, eventId })) add(topic, payload, 'deadLettered');
  }
  for (const stream of injected) if (stream) streams.delete(stream);
  return streams;
}

export const highestVersion = ({ published, deadLettered }: Stream): number =>
  Math.max(-1, ...published, ...deadLettered);
