import { randomUUID } from 'node:crypto';
import type { Admin, Kafka } from 'kafkajs';
import { TransientError } from '../errors/index.ts';
import { type IncomingMessage, incoming } from './incoming-message.ts';

/** Part of a partition: offsets from `begin` up to, and without, `end`. */
export interface TopicRange {
  topic: string;
  partition: number;
  begin: number;
  end: number;
}

/** Reads what is on topics, beside the consumer groups: it commits nothing and leaves nothing behind. */
export interface TopicReader {
  /** All that is on the topics now. */
  everything(topics: string[]): Promise<TopicRange[]>;
  /** What was stamped between two instants, milliseconds since the epoch. The stamps are the producers' clocks'. */
  between(topics: string[], sinceMs: number, untilMs?: number): Promise<TopicRange[]>;
  /** What a consumer group has not committed yet. */
  behind(group: string, topics: string[]): Promise<TopicRange[]>;
  /** Visits every message of the ranges; those of one partition in order. @throws TransientError when nothing comes for long */
  read(ranges: TopicRange[], visit: (message: IncomingMessage) => void | Promise<void>): Promise<void>;
  close(): Promise<void>;
}

/** Longer than a broker's failover. Milliseconds. */
const stalledAfterMs = 60_000;

export async function openTopicReader(kafka: Kafka, name: string): Promise<TopicReader> {
  const admin = kafka.admin();
  await admin.connect();
  const everything = async (topics: string[]) => {
    const ranges: TopicRange[] = [];
    for (const topic of topics)
      for (const { partition, low, high } of await admin.fetchTopicOffsets(topic))
        ranges.push({ topic, partition, begin: Number(low), end: Number(high) });
    return ranges;
  };
  return {
    everything,
    async between(topics, sinceMs, untilMs) {
      const ranges = await everything(topics);
      const begins = await offsetsAt(admin, topics, sinceMs);
      const ends = untilMs === undefined ? undefined : await offsetsAt(admin, topics, untilMs);
      return ranges.map((range) => ({
        ...range,
        begin: Math.max(range.begin, begins.get(nameOf(range)) ?? range.end),
        end: Math.min(range.end, ends?.get(nameOf(range)) ?? range.end),
      }));
    },
    async behind(group, topics) {
      if (topics.length === 0) return [];
      const committed = new Map<string, number>();
      for (const { topic, partitions } of await admin.fetchOffsets({ groupId: group, topics }))
        for (const { partition, offset } of partitions) committed.set(nameOf({ topic, partition }), Number(offset));
      // −1: nothing was committed yet.
      return (await everything(topics)).map((range) => ({
        ...range,
        begin: Math.max(range.begin, committed.get(nameOf(range)) ?? 0),
      }));
    },
    read: (ranges, visit) => readRanges({ kafka, admin, name, ranges, visit }),
    close: () => admin.disconnect(),
  };
}

type Place = Pick<TopicRange, 'topic' | 'partition'>;
const nameOf = ({ topic, partition }: Place) => `${topic}/${partition}`;

/** The first offset stamped at the instant or later; none for a partition where that is still to come. */
async function offsetsAt(admin: Admin, topics: string[], atMs: number): Promise<Map<string, number>> {
  const found = new Map<string, number>();
  for (const topic of topics)
    for (const { partition, offset } of await admin.fetchTopicOffsetsByTimestamp(topic, Math.max(0, atMs)))
      if (Number(offset) >= 0) found.set(nameOf({ topic, partition }), Number(offset));
  return found;
}

interface ReadOptions {
  kafka: Kafka;
  admin: Admin;
  name: string;
  ranges: TopicRange[];
  visit: (message: IncomingMessage) => void | Promise<void>;
}

/** KafkaJS fetches for members of a group only, so there is one for the time of the reading. */
async function readRanges({ kafka, admin, name, ranges, visit }: ReadOptions): Promise<void> {
  const missing = new Map(ranges.filter(({ begin, end }) => begin < end).map((range) => [nameOf(range), { ...range }]));
  if (missing.size === 0) return;
  const groupId = `${name}-${randomUUID()}`;
  const consumer = kafka.consumer({
    groupId,
    maxWaitTimeInMs: 100,
    allowAutoTopicCreation: false,
    retry: { restartOnFailure: async () => false },
  });
  const done = Promise.withResolvers<void>();
  const stalled = () => done.reject(new TransientError(`nothing more came of ${[...missing.keys()].join(', ')}`));
  let timer = setTimeout(stalled, stalledAfterMs);
  consumer.on(consumer.events.CRASH, ({ payload }) => done.reject(payload.error));
  const wanted = [...missing.values()];
  const topics = [...new Set(wanted.map(({ topic }) => topic))];
  // Without this, a rejection before the await below would end the process.
  done.promise.catch(() => undefined);
  await consumer.connect();
  try {
    await consumer.subscribe({ topics, fromBeginning: true });
    await consumer.run({
      autoCommit: false,
      eachBatch: async ({ batch }) => {
        const range = missing.get(nameOf(batch));
        if (!range) return consumer.pause([{ topic: batch.topic, partitions: [batch.partition] }]);
        clearTimeout(timer);
        timer = setTimeout(stalled, stalledAfterMs);
        for (const message of batch.messages) {
          const at = Number(message.offset);
          // The first fetch may begin before the place that was sought, and after a new assignment messages come again.
          if (at < range.begin || at >= range.end) continue;
          range.begin = at + 1;
          await visit(incoming(batch.topic, batch.partition, message));
        }
        if (Number(batch.lastOffset()) >= range.end - 1) missing.delete(nameOf(batch));
        if (missing.size === 0) done.resolve();
      },
    });
    try {
      for (const { topic, partition, begin } of wanted) consumer.seek({ topic, partition, offset: String(begin) });
    } catch (error) {
      // A consumer that crashed while it began can't seek; then the crash is what rejects, and this changes nothing.
      done.reject(error);
    }
    await done.promise;
  } finally {
    clearTimeout(timer);
    await consumer.disconnect();
    // All was read. A group that has committed nothing expires by itself where it can't be deleted now.
    await admin.deleteGroups([groupId]).catch(() => undefined);
  }
}
