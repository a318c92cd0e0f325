import { randomUUID } from 'node:crypto';
import type { createKafka } from '@ticketing/common/kafka';

type Kafka = ReturnType<typeof createKafka>;
type Admin = ReturnType<Kafka['admin']>;

export interface TopicMessage {
  topic: string;
  partition: number;
  offset: number;
  key: string | null;
  value: Buffer | null;
  headers: Record<string, string>;
  timestampMs: number;
}

export interface PartitionRange {
  topic: string;
  partition: number;
  begin: number;
  end: number;
}

/** All topics concurrently: sequentially, the requests for 127 topics took 2.7 s instead of 0.4 s. */
export async function readRanges(admin: Admin, topics: string[]): Promise<PartitionRange[]> {
  const ranges = await Promise.all(
    topics.map(async (topic) =>
      (await admin.fetchTopicOffsets(topic)).map(({ partition, low, high }) => ({
        topic,
        partition,
        begin: Number(low),
        end: Number(high),
      })),
    ),
  );
  return ranges.flat();
}

const partitionName = ({ topic, partition }: { topic: string; partition: number }) => `${topic}/${partition}`;

/**
 * Reads topics from the beginning to their current end, with a temporary group.
 * @returns the messages; those of one partition in the order of their offsets
 */
export async function readTopics(
  kafka: Kafka,
  admin: Admin,
  topics: string[],
  timeoutMs = 120_000,
): Promise<TopicMessage[]> {
  const ranges = (await readRanges(admin, topics)).filter(({ begin, end }) => begin < end);
  if (ranges.length === 0) return [];
  const missing = new Map(ranges.map((range) => [partitionName(range), range]));
  const messages: TopicMessage[] = [];
  const groupId = `invariants-${randomUUID()}`;
  const consumer = kafka.consumer({ groupId, maxWaitTimeInMs: 100, allowAutoTopicCreation: false });
  const isDone = Promise.withResolvers<void>();
  const timer = setTimeout(
    () => isDone.reject(new Error(`not read within ${timeoutMs} ms: ${[...missing.keys()].join(', ')}`)),
    timeoutMs,
  );
  consumer.on(consumer.events.CRASH, ({ payload }) => isDone.reject(payload.error));
  await consumer.connect();
  try {
    await consumer.subscribe({ topics: [...new Set(ranges.map(({ topic }) => topic))], fromBeginning: true });
    await consumer.run({
      autoCommit: false,
      eachBatch: async ({ batch }) => {
        const range = missing.get(partitionName(batch));
        if (!range) return;
        for (const { offset, key, value, headers, timestamp } of batch.messages) {
          const at = Number(offset);
          // After a rebalance, messages that were already read are redelivered.
          if (at < range.begin || at >= range.end) continue;
          range.begin = at + 1;
          messages.push({
            topic: batch.topic,
            partition: batch.partition,
            offset: at,
            key: key?.toString() ?? null,
            value,
            headers: headerTexts(headers),
            timestampMs: Number(timestamp),
          });
        }
        if (Number(batch.lastOffset()) >= range.end - 1) missing.delete(partitionName(batch));
        if (missing.size === 0) isDone.resolve();
      },
    });
    await isDone.promise;
  } finally {
    clearTimeout(timer);
    await consumer.disconnect();
    await admin.deleteGroups([groupId]);
  }
  return messages;
}

/** The last value of a repeated header counts. The header of a null column has no value. */
const headerTexts = (
  headers: Record<string, Buffer | string | (Buffer | string)[] | undefined> = {},
): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => {
      const last = Array.isArray(value) ? value.at(-1) : value;
      return last === undefined || last === null ? [] : [[name, last.toString()]];
    }),
  );
