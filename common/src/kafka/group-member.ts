import { once } from 'node:events';
import { maxMessageBytes } from '@ticketing/contracts';
import type { Consumer, Kafka } from 'kafkajs';
import { backoffDelayMs, pause } from '../backoff/index.ts';
import { isTransient } from '../errors/index.ts';
import type { Logger } from '../log/index.ts';
import { createPacer } from '../pacing/index.ts';
import { type IncomingMessage, incoming } from './incoming-message.ts';
import { throttleLowTrafficTopics } from './throttle-low-traffic-topics.ts';
import type { TopicPartition } from './topic-partition.ts';

export interface Fetched extends TopicPartition {
  messages: IncomingMessage[];
  /** The offset after the last record of the fetch. */
  nextOffset: number;
  /** The offset after the partition's last message at that time. */
  end: number;
}

export interface MembershipOptions {
  kafka: Kafka;
  group: string;
  topics: string[];
  /** Whether a topic has low traffic and may be read with a delay of a second or two. */
  isLowTraffic?: (topic: string) => boolean;
  /** The first unprocessed offset of each partition. */
  positions: () => (TopicPartition & { offset: number })[];
  /** Called at each assignment; fetching restarts from the committed offsets. */
  onAssigned: () => void;
  /** Takes over fetched messages; the next fetch continues after them. */
  onFetched: (fetched: Fetched) => void;
  log: Logger;
}

export interface Membership {
  hasJoined(): boolean;
  /** Whether a partition is assigned to this member. */
  isAssigned(partition: TopicPartition): boolean;
  /** Commits the positions that have changed. A refused commit is covered by the next one. */
  commit(): Promise<void>;
  pause(partition: TopicPartition): void;
  resume(partition: TopicPartition): void;
  /** Commits and leaves the group. */
  leave(): Promise<void>;
}

/** How long the partitions of a killed member stay unassigned; the broker's minimum is 6 s. */
const sessionTimeoutMs = 10_000;
const heartbeatEveryMs = 2_000;
/** Maximum time the broker holds a fetch without messages. A longer one would delay a shutdown. */
const fetchWaitMs = 1_000;
/** Partitions handed over concurrently, which takes no time. */
const concurrentPartitions = 100;
const nameOf = ({ topic, partition }: TopicPartition): string => `${topic}/${partition}`;

interface Reading {
  consumer: Consumer;
  crashed: Promise<void>;
  /** Stops the timers of this consumer. */
  end(): void;
}

/**
 * Maintains a membership in the consumer group. KafkaJS stops at some transient errors; a new consumer then replaces
 * the old one. Fetched messages are handed over at once, because KafkaJS fetches no partition while one of them is
 * being processed.
 */
export async function keepMembership(options: MembershipOptions): Promise<Membership> {
  const { kafka, group, topics, isLowTraffic = () => false, positions, onAssigned, onFetched, log } = options;
  const leaving = new AbortController();
  const leaveRequested = once(leaving.signal, 'abort');
  let current: Consumer | null = null;
  let isMember = false;
  let assigned = new Set<string>();
  /** Crashes since the last successful join. */
  let failures = 0;
  let committed = new Map<string, number>();
  let committing: Promise<void> = Promise.resolve();

  const commitOnce = async () => {
    const consumer = current;
    const known = committed;
    const offsets = positions().filter((position) => known.get(nameOf(position)) !== position.offset);
    if (!consumer || !isMember || offsets.length === 0) return;
    try {
      await consumer.commitOffsets(
        offsets.map(({ offset, ...partition }) => ({ ...partition, offset: String(offset) })),
      );
      for (const { offset, ...partition } of offsets) known.set(nameOf(partition), offset);
    } catch (err) {
      log.warn({ err, group }, 'offsets not committed; will retry');
    }
  };
  const commit = () => {
    committing = committing.then(commitOnce);
    return committing;
  };

  const pacer = createPacer();
  let pacing: Promise<void> | null = null;
  /** One delay shared by all partitions of a fetch. */
  const nextFetch = () => {
    pacing ??= pacer.next().finally(() => {
      pacing = null;
    });
    return pacing;
  };

  const join = async (): Promise<Reading> => {
    const consumer = kafka.consumer({
      groupId: group,
      sessionTimeout: sessionTimeoutMs,
      rebalanceTimeout: 30_000,
      heartbeatInterval: heartbeatEveryMs,
      maxWaitTimeInMs: fetchWaitMs,
      // A dead letter may exceed KafkaJS' default fetch size; it would starve while other partitions have messages.
      maxBytesPerPartition: maxMessageBytes.failure,
      allowAutoTopicCreation: false,
      // KafkaJS calls this only for errors it considers retriable and stops permanently at others, such as a missing
      // coordinator. So it never restarts by itself; this module always creates a new consumer.
      retry: { retries: 8, restartOnFailure: async () => false },
    });
    const throttling = throttleLowTrafficTopics(consumer, isLowTraffic);
    const crash = Promise.withResolvers<void>();
    consumer.on(consumer.events.GROUP_JOIN, ({ payload }) => {
      const partitions = Object.entries(payload.memberAssignment).flatMap(([topic, ofTopic]) =>
        ofTopic.map((partition) => ({ topic, partition })),
      );
      assigned = new Set(partitions.map(nameOf));
      throttling.onAssigned(partitions);
      isMember = true;
      failures = 0;
      committed = new Map();
      onAssigned();
    });
    consumer.on(consumer.events.CRASH, ({ payload }) => {
      isMember = false;
      const level = isTransient(payload.error) ? 'warn' : 'error';
      log[level]({ err: payload.error, group }, 'consumer crashed; restarting');
      crash.resolve();
    });
    await consumer.connect();
    await consumer.subscribe({ topics, fromBeginning: true });
    current = consumer;
    await consumer.run({
      autoCommit: false,
      // KafkaJS fetches again once all partitions of a fetch are handled.
      partitionsConsumedConcurrently: concurrentPartitions,
      eachBatch: async ({ batch }) => {
        const { topic, partition, highWatermark } = batch;
        const messages = batch.messages.map((message) => incoming(topic, partition, message));
        onFetched({
          topic,
          partition,
          messages,
          nextOffset: Number(batch.lastOffset()) + 1,
          end: Number(highWatermark),
        });
        await nextFetch();
      },
    });
    return { consumer, crashed: crash.promise, end: throttling.stop };
  };

  /** @returns null when asked to leave before joining */
  const rejoin = async (): Promise<Reading | null> => {
    while (!leaving.signal.aborted) {
      failures += 1;
      await pause(backoffDelayMs(failures), leaving.signal);
      if (leaving.signal.aborted) break;
      try {
        return await join();
      } catch (err) {
        log.warn({ err, group, failures }, 'consumer failed to start; will retry');
      }
    }
    return null;
  };

  /** A stopped consumer is an invisible outage, so there is always one until the end. */
  const keepReading = async (first: Reading): Promise<void> => {
    for (let reading: Reading | null = first; reading; ) {
      await Promise.race([reading.crashed, leaveRequested]);
      reading.end();
      if (leaving.signal.aborted) {
        await commit();
        return reading.consumer.disconnect();
      }
      await reading.consumer.disconnect().catch(() => undefined);
      reading = await rejoin();
    }
  };

  const ended = keepReading(await join());
  const partitionsOf = ({ topic, partition }: TopicPartition) => [{ topic, partitions: [partition] }];
  return {
    hasJoined: () => isMember,
    isAssigned: (partition) => isMember && assigned.has(nameOf(partition)),
    commit,
    pause: (partition) => current?.pause(partitionsOf(partition)),
    resume: (partition) => current?.resume(partitionsOf(partition)),
    leave: () => {
      leaving.abort();
      return ended;
    },
  };
}
