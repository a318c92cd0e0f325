import { randomUUID } from 'node:crypto';
import type { Admin } from 'kafkajs';
import { TransientError } from '../errors/index.ts';
import { rangesOf } from './admin.ts';
import { type KafkaClient, rawOf } from './client.ts';
import { type IncomingMessage, incoming } from './incoming-message.ts';
import { nameOf, type TopicRange } from './topic-partition.ts';

/** Reads topics outside of the consumer groups: commits nothing and leaves nothing behind. */
export interface TopicReader {
  /** Returns the full ranges of the topics. */
  allRanges(topics: string[]): Promise<TopicRange[]>;
  /** Returns the ranges stamped between two instants, milliseconds since the epoch, by the producers' clocks. */
  rangesBetween(topics: string[], sinceMs: number, untilMs?: number): Promise<TopicRange[]>;
  /** Returns the ranges that a consumer group has not committed. */
  uncommittedRanges(group: string, topics: string[]): Promise<TopicRange[]>;
  /**
   * Visits every message of the ranges, in order within a partition.
   * @throws TransientError when no message arrives for a minute
   */
  read(ranges: TopicRange[], visit: (message: IncomingMessage) => void | Promise<void>): Promise<void>;
  close(): Promise<void>;
}

/** Longer than a broker failover. Milliseconds. */
const stalledAfterMs = 60_000;

/**
 * Connects a reader.
 * @param name prefix of its temporary groups, for people who inspect the broker
 * @throws when the brokers do not respond
 */
export async function openTopicReader(kafka: KafkaClient, name: string): Promise<TopicReader> {
  const admin = rawOf(kafka).admin();
  await admin.connect();
  const allRanges = (topics: string[]) => rangesOf(admin, topics);
  return {
    allRanges,
    async rangesBetween(topics, sinceMs, untilMs) {
      const ranges = await allRanges(topics);
      const begins = await offsetsAt(admin, topics, sinceMs);
      const ends = untilMs === undefined ? undefined : await offsetsAt(admin, topics, untilMs);
      return ranges.map((range) => ({
        ...range,
        begin: Math.max(range.begin, begins.get(nameOf(range)) ?? range.end),
        end: Math.min(range.end, ends?.get(nameOf(range)) ?? range.end),
      }));
    },
    async uncommittedRanges(group, topics) {
      if (topics.length === 0) return [];
      const committed = new Map<string, number>();
      for (const { topic, partitions } of await admin.fetchOffsets({ groupId: group, topics }))
        for (const { partition, offset } of partitions) committed.set(nameOf({ topic, partition }), Number(offset));
      // −1 means that nothing has been committed.
      return (await allRanges(topics)).map((range) => ({
        ...range,
        begin: Math.max(range.begin, committed.get(nameOf(range)) ?? 0),
      }));
    },
    read: (ranges, visit) => readRanges({ kafka, admin, name, ranges, visit }),
    close: () => admin.disconnect(),
  };
}

/** Returns the first offset stamped at or after the instant; omits partitions without one. */
async function offsetsAt(admin: Admin, topics: string[], atMs: number): Promise<Map<string, number>> {
  const found = new Map<string, number>();
  for (const topic of topics)
    for (const { partition, offset } of await admin.fetchTopicOffsetsByTimestamp(topic, Math.max(0, atMs)))
      if (Number(offset) >= 0) found.set(nameOf({ topic, partition }), Number(offset));
  return found;
}

interface ReadOptions {
  kafka: KafkaClient;
  admin: Admin;
  name: string;
  ranges: TopicRange[];
  visit: (message: IncomingMessage) => void | Promise<void>;
}

/** Reads ranges with a temporary consumer group, because KafkaJS fetches only for group members. */
async function readRanges({ kafka, admin, name, ranges, visit }: ReadOptions): Promise<void> {
  const missing = new Map(ranges.filter(({ begin, end }) => begin < end).map((range) => [nameOf(range), { ...range }]));
  if (missing.size === 0) return;
  const groupId = `${name}-${randomUUID()}`;
  const consumer = rawOf(kafka).consumer({
    groupId,
    maxWaitTimeInMs: 100,
    allowAutoTopicCreation: false,
    retry: { restartOnFailure: async () => false },
  });
  const done = Promise.withResolvers<void>();
  const stalled = () =>
    done.reject(new TransientError(`no more messages arrived from ${[...missing.keys()].join(', ')}`));
  let timer = setTimeout(stalled, stalledAfterMs);
  consumer.on(consumer.events.CRASH, ({ payload }) => done.reject(payload.error));
  const wanted = [...missing.values()];
  const topics = [...new Set(wanted.map(({ topic }) => topic))];
  // Without this, a rejection before the await below would crash the process.
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
          // The first fetch may start before the requested offset, and messages repeat after a rebalance.
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
      // A consumer that crashed while starting can't seek; its crash has already rejected `done`.
      done.reject(error);
    }
    await done.promise;
  } finally {
    clearTimeout(timer);
    await consumer.disconnect();
    // Everything has been read. A group without commits expires by itself if it can't be deleted now.
    await admin.deleteGroups([groupId]).catch(() => undefined);
  }
}
