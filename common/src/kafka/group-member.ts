import { once } from 'node:events';
import { maxMessageBytes } from '@ticketing/contracts';
import type { Consumer, Kafka } from 'kafkajs';
import { backoffDelayMs, pause } from '../backoff/index.ts';
import { isTransient } from '../errors/index.ts';
import type { Logger } from '../log/index.ts';
import { createPacer } from '../pacing/index.ts';
import { type IncomingMessage, incoming } from './incoming-message.ts';
import type { Place } from './place.ts';
import { restTopics } from './rest-topics.ts';

export interface Fetched extends Place {
  messages: IncomingMessage[];
  /** The offset after the last record of the fetch. */
  nextOffset: number;
  /** The offset after the last message that the partition had then. */
  end: number;
}

export interface MembershipOptions {
  kafka: Kafka;
  group: string;
  topics: string[];
  /** Whether a topic seldom has messages, and may wait a second or two for them to be read. */
  isSeldom?: (topic: string) => boolean;
  /** How far each partition is processed: the offset of the first message that is not. */
  positions: () => (Place & { offset: number })[];
  /** The group has assigned partitions; what was fetched before comes again from the committed offsets. */
  onAssigned: () => void;
  /** Keeps what was fetched; the next fetch goes on behind it. */
  onFetched: (fetched: Fetched) => void;
  log: Logger;
}

export interface Membership {
  hasJoined(): boolean;
  /** Whether the group has assigned a partition to this member. */
  isAssigned(place: Place): boolean;
  /** Commits how far the partitions are processed, where that has changed. A refused commit is made up for by the next one. */
  commit(): Promise<void>;
  pause(place: Place): void;
  resume(place: Place): void;
  /** Commits, and leaves the group. */
  leave(): Promise<void>;
}

/** How long the partitions of a killed member wait for another; the broker's smallest is 6 s. */
const sessionTimeoutMs = 10_000;
const heartbeatEveryMs = 2_000;
/** The broker answers a fetch at once when there is a message; else after this. Longer than that, a stop would wait. */
const fetchWaitMs = 1_000;
/** Partitions whose messages are handed over beside each other; that takes no time. */
const fetchedAtOnce = 100;
const backoff = { baseMs: 200, capMs: 15_000 };
const nameOf = ({ topic, partition }: Place): string => `${topic}/${partition}`;

interface Reading {
  consumer: Consumer;
  crashed: Promise<void>;
  /** Ends what goes on beside the reading. */
  end(): void;
}

/**
 * Keeps a member in the consumer group until it leaves: KafkaJS ends at errors that pass, so a new consumer follows then.
 * It hands over what is fetched at once: whoever processes it has its own pace, and KafkaJS would fetch no partition while
 * one is being processed.
 */
export async function keepMembership(options: MembershipOptions): Promise<Membership> {
  const { kafka, group, topics, isSeldom = () => false, positions, onAssigned, onFetched, log } = options;
  const leaving = new AbortController();
  const leaveRequested = once(leaving.signal, 'abort');
  let current: Consumer | null = null;
  let isMember = false;
  let assigned = new Set<string>();
  /** Crashes since the group was last joined. */
  let failures = 0;
  let committed = new Map<string, number>();
  let committing: Promise<void> = Promise.resolve();

  const commitOnce = async () => {
    const consumer = current;
    const known = committed;
    const offsets = positions().filter((place) => known.get(nameOf(place)) !== place.offset);
    if (!consumer || !isMember || offsets.length === 0) return;
    try {
      await consumer.commitOffsets(offsets.map(({ offset, ...place }) => ({ ...place, offset: String(offset) })));
      for (const { offset, ...place } of offsets) known.set(nameOf(place), offset);
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
  /** One wait for all partitions of a fetch. */
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
      // A letter may be larger than KafkaJS fetches by default, and would never come while other partitions have messages.
      maxBytesPerPartition: maxMessageBytes.failure,
      allowAutoTopicCreation: false,
      // KafkaJS asks this only at errors it holds for passing, and gives up for good at others: a coordinator that is
      // not there yet, for one. So it never restarts by itself; we do, with a new consumer, whatever happened.
      retry: { retries: 8, restartOnFailure: async () => false },
    });
    const seldom = restTopics(consumer, isSeldom);
    const crash = Promise.withResolvers<void>();
    consumer.on(consumer.events.GROUP_JOIN, ({ payload }) => {
      const places = Object.entries(payload.memberAssignment).flatMap(([topic, partitions]) =>
        partitions.map((partition) => ({ topic, partition })),
      );
      assigned = new Set(places.map(nameOf));
      seldom.assigned(places);
      isMember = true;
      failures = 0;
      committed = new Map();
      onAssigned();
    });
    consumer.on(consumer.events.CRASH, ({ payload }) => {
      isMember = false;
      const level = isTransient(payload.error) ? 'warn' : 'error';
      log[level]({ err: payload.error, group }, 'consumer crashed; starting it again');
      crash.resolve();
    });
    await consumer.connect();
    await consumer.subscribe({ topics, fromBeginning: true });
    current = consumer;
    await consumer.run({
      autoCommit: false,
      // KafkaJS fetches again once all partitions of a fetch are done with.
      partitionsConsumedConcurrently: fetchedAtOnce,
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
    return { consumer, crashed: crash.promise, end: seldom.stop };
  };

  /** @returns null when it was told to leave before it could join */
  const joinAgain = async (): Promise<Reading | null> => {
    while (!leaving.signal.aborted) {
      failures += 1;
      await pause(backoffDelayMs(failures, backoff), leaving.signal);
      if (leaving.signal.aborted) break;
      try {
        return await join();
      } catch (err) {
        log.warn({ err, group, failures }, 'consumer not started; will retry');
      }
    }
    return null;
  };

  /** A consumer that stopped reading is an outage nobody sees, so there is always one until the end. */
  const keepReading = async (first: Reading): Promise<void> => {
    for (let reading: Reading | null = first; reading; ) {
      await Promise.race([reading.crashed, leaveRequested]);
      reading.end();
      if (leaving.signal.aborted) {
        await commit();
        return reading.consumer.disconnect();
      }
      await reading.consumer.disconnect().catch(() => undefined);
      reading = await joinAgain();
    }
  };

  const ended = keepReading(await join());
  const partitionsOf = ({ topic, partition }: Place) => [{ topic, partitions: [partition] }];
  return {
    hasJoined: () => isMember,
    isAssigned: (place) => isMember && assigned.has(nameOf(place)),
    commit,
    pause: (place) => current?.pause(partitionsOf(place)),
    resume: (place) => current?.resume(partitionsOf(place)),
    leave: () => {
      leaving.abort();
      return ended;
    },
  };
}
