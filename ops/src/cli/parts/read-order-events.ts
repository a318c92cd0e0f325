import { createWrittenValueReader, partitionOf } from '@ticketing/common/kafka';
import { topicNames, topics } from '@ticketing/contracts';
import { withTopicReader } from './broker.ts';
import type { Places } from './places.ts';
import type { ReadableMessage } from './read-message.ts';
import { readMessages } from './read-messages.ts';

export type OrderEvent = ReadableMessage;

/** The topics whose key is an order's id. */
const orderTopics = topicNames.filter(
  (topic) => topics[topic].aggregate === 'order' || topics[topic].keyField === 'orderId',
);

/** Producers' clocks may differ from that of the database. */
const clockToleranceMs = 60_000;

/** Reads the order's events from their topics, in order of time. @param createdAtMs when the order was created */
export function readOrderEvents(places: Places, orderId: string, createdAtMs: number): Promise<OrderEvent[]> {
  const key = Buffer.from(orderId);
  const readValue = createWrittenValueReader(places('registry'));
  return withTopicReader(places('brokers'), async (reader) => {
    const ranges = await reader.rangesBetween(orderTopics, createdAtMs - clockToleranceMs);
    const partitions = Map.groupBy(ranges, ({ topic }) => topic);
    const wanted = ranges.filter(
      ({ topic, partition }) => partition === partitionOf(key, partitions.get(topic)?.length ?? 1),
    );
    return readMessages(wanted, { reader, readValue, key: orderId });
  });
}
