import { partitionOf, type ReadWrittenValue, type TopicRange, type TopicReader } from '@ticketing/common/kafka';
import { headerNames, isTopic, type Topic, topicNames, topics } from '@ticketing/contracts';
import type { ReadableMessage } from './read-message.ts';
import { readMessages } from './read-messages.ts';

/** The topics whose key is an order's id. */
const orderTopics: readonly string[] = topicNames.filter(
  (topic) => topics[topic].aggregate === 'order' || topics[topic].keyField === 'orderId',
);

/** Producers' clocks may differ from that of the database. */
const clockToleranceMs = 60_000;

export interface OrderEventsQuery {
  orderId: string;
  /** When the order was created. */
  createdAt: Date;
  /** What outboxes have about the order, of which some has another key, such as the ticket's id. */
  written: readonly { eventId: string; topic: string; key: string }[];
}

/**
 * Reads an order's events from their topics, in order of time. Only the partitions of its keys are read, from its creation on.
 * @throws TransientError when broker or registry do not respond
 */
export async function readOrderEvents(
  { reader, readValue }: { reader: TopicReader; readValue: ReadWrittenValue },
  { orderId, createdAt, written }: OrderEventsQuery,
): Promise<ReadableMessage[]> {
  const eventIds = new Set(written.map(({ eventId }) => eventId));
  const keys = keysByTopic(orderId, written);
  const ranges = await reader.rangesBetween([...keys.keys()], createdAt.getTime() - clockToleranceMs);
  return readMessages(partitionsOf(keys, ranges), {
    reader,
    readValue,
    isWanted: ({ topic, key, headers }) =>
      (key === orderId && orderTopics.includes(topic)) || eventIds.has(headers[headerNames.eventId] ?? ''),
  });
}

function keysByTopic(orderId: string, written: OrderEventsQuery['written']): Map<Topic, Set<string>> {
  const keys = new Map<Topic, Set<string>>();
  for (const topic of orderTopics) if (isTopic(topic)) keys.set(topic, new Set([orderId]));
  for (const { topic, key } of written) if (isTopic(topic)) keys.set(topic, (keys.get(topic) ?? new Set()).add(key));
  return keys;
}

/** Returns the ranges of the partitions that have one of their topic's keys. */
function partitionsOf(keys: ReadonlyMap<Topic, ReadonlySet<string>>, ranges: readonly TopicRange[]): TopicRange[] {
  const counts = Map.groupBy(ranges, ({ topic }) => topic);
  return ranges.filter(({ topic, partition }) => {
    const count = counts.get(topic)?.length ?? 1;
    return [...(keys.get(topic as Topic) ?? [])].some((key) => partition === partitionOf(Buffer.from(key), count));
  });
}
