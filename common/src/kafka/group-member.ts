import { once } from 'node:events';
import { maxMessageBytes } from '@ticketing/contracts';
import type { Consumer, ConsumerCrashEvent, ConsumerGroupJoinEvent } from 'kafkajs';
import { type FailedAttempt, retryUntilStopped } from '../backoff/index.ts';
import { isTransient } from '../errors/index.ts';
import type { Logger } from '../log/index.ts';
import { createPacer, type Pacer } from '../pacing/index.ts';
import { createStates } from '../states/index.ts';
import { type KafkaClient, rawOf } from './client.ts';
import { type Fetched, fetchedOf } from './incoming-message.ts';
import { throttleLowTrafficTopics } from './throttle-low-traffic-topics.ts';
import { nameOf, type TopicPartition } from './topic-partition.ts';

export interface GroupMemberOptions {
  kafka: KafkaClient;
  group: string;
  topics: string[];
  /** Whether a topic has low traffic and may be read with a delay of a second or two. */
  isLowTraffic?: ((topic: string) => boolean) | undefined;
  /** Minimum interval between two fetches, milliseconds; 0 by default. */
  fetchIntervalMs?: number | undefined;
  /** The first unprocessed offset of each partition. */
  positions: () => (TopicPartition & { offset: number })[];
  /** Called at each assignment; fetching restarts from the committed offsets. */
  onAssigned: () => void;
  /** Takes over fetched messages; the next fetch continues after them. */
  onFetched: (fetched: Fetched) => void;
  log: Logger;
}

/** How long the partitions of a killed member stay unassigned; the broker's minimum is 6 s. */
const sessionTimeoutMs = 10_000;
const heartbeatEveryMs = 2_000;
/** Maximum time the broker holds a fetch without messages. A longer one would delay a shutdown. */
const fetchWaitMs = 1_000;
/** Partitions handed over concurrently, which takes no time. */
const concurrentPartitions = 100;

/** One KafkaJS consumer from its start to its crash. */
interface Reading {
  consumer: Consumer;
  /** Resolves with the reason. */
  crashed: Promise<Error>;
  /** Stops the timers of this consumer. */
  end(): void;
}

/**
 * A member of a consumer group, until it is asked to leave:
 *
 *     joining ──assignment──▶ member ──rebalance──▶ member
 *        ▲                      │
 *     backoff                 crash
 *        └───── crashed ◀───────┘          any ──leave──▶ left
 *
 * - *joining*: a KafkaJS consumer is being started, or runs without an assignment.
 * - *member*: it has its partitions, possibly none. Only a member commits.
 * - *crashed*: KafkaJS has stopped, which it does at some transient errors. A stopped consumer is an invisible outage,
 *   so a new consumer replaces it after a backoff, without limit.
 * - *left*: positions are committed and the consumer is disconnected.
 *
 * Fetched messages are handed over at once, because KafkaJS fetches no partition while one of them is being processed.
 */
export class GroupMember {
  readonly #options: GroupMemberOptions;
  readonly #state = createStates('group member', 'joining', {
    joining: ['member', 'crashed', 'left'],
    member: ['crashed', 'left'],
    crashed: ['joining', 'left'],
    left: [],
  });
  readonly #leaving = new AbortController();
  readonly #leaveRequested = once(this.#leaving.signal, 'abort');
  /** Settles when the member has left. */
  #ended: Promise<unknown> = Promise.resolve();
  #consumer: Consumer | null = null;
  #assigned = new Set<string>();
  /** By partition: the offset last committed since the assignment. */
  #committed = new Map<string, number>();
  #committing: Promise<void> = Promise.resolve();
  readonly #pacer: Pacer;
  #pacing: Promise<void> | null = null;

  constructor(options: GroupMemberOptions) {
    this.#options = options;
    this.#pacer = createPacer({ minIntervalMs: options.fetchIntervalMs ?? 0 });
  }

  /** Starts to read. @throws any error of the first start; later ones are retried until {@link leave} */
  async join(): Promise<void> {
    let first: Reading | null = await this.#startReading(() => undefined);
    this.#ended = retryUntilStopped(
      async (working) => {
        const reading = first ?? (await this.#startReading(working));
        first = null;
        await this.#readUntilEnd(reading);
      },
      { signal: this.#leaving.signal, onFailure: (error, failed) => this.#onFailure(error, failed) },
    );
  }

  /** Commits and leaves the group. Idempotent. */
  async leave(): Promise<void> {
    this.#leaving.abort();
    await this.#ended;
    this.#state.enter('left');
  }

  hasJoined(): boolean {
    return this.#state.is('member');
  }

  /** Whether a partition is assigned to this member. */
  isAssigned(partition: TopicPartition): boolean {
    return this.hasJoined() && this.#assigned.has(nameOf(partition));
  }

  pause(partition: TopicPartition): void {
    this.#consumer?.pause(selectionOf(partition));
  }

  resume(partition: TopicPartition): void {
    this.#consumer?.resume(selectionOf(partition));
  }

  /** Commits the positions that have changed. A refused commit is covered by the next one. */
  commit(): Promise<void> {
    this.#committing = this.#committing.then(() => this.#commitOnce());
    return this.#committing;
  }

  async #commitOnce(): Promise<void> {
    const { positions, group, log } = this.#options;
    const consumer = this.#consumer;
    const committed = this.#committed;
    const offsets = positions().filter((position) => committed.get(nameOf(position)) !== position.offset);
    if (!consumer || !this.hasJoined() || offsets.length === 0) return;
    try {
      await consumer.commitOffsets(
        offsets.map(({ offset, ...partition }) => ({ ...partition, offset: String(offset) })),
      );
      for (const { offset, ...partition } of offsets) committed.set(nameOf(partition), offset);
    } catch (err) {
      log.warn({ err, group }, 'offsets not committed; will retry');
    }
  }

  /** @throws the reason of a crash */
  async #readUntilEnd({ consumer, crashed, end }: Reading): Promise<void> {
    const crash = await Promise.race([crashed, this.#leaveRequested.then(() => null)]);
    end();
    if (this.#leaving.signal.aborted) {
      await this.commit();
      return consumer.disconnect();
    }
    await consumer.disconnect().catch(() => undefined);
    throw crash;
  }

  #onFailure(err: unknown, { failures, retryInMs }: FailedAttempt): void {
    const { group, log } = this.#options;
    const level = this.#state.is('crashed') && !isTransient(err) ? 'error' : 'warn';
    const message = this.#state.is('crashed') ? 'consumer crashed; restarting' : 'consumer failed to start; will retry';
    this.#state.enter('crashed');
    log[level]({ err, group, failures, retryInMs }, message);
  }

  /** @param onJoined called at each assignment */
  async #startReading(onJoined: () => void): Promise<Reading> {
    const { topics, isLowTraffic = () => false, onFetched } = this.#options;
    this.#state.enter('joining');
    const consumer = this.#newConsumer();
    const throttling = throttleLowTrafficTopics(consumer, isLowTraffic);
    const crash = Promise.withResolvers<Error>();
    // Events of a consumer that has been replaced say nothing about this membership.
    const isCurrent = () => consumer === this.#consumer && !this.#state.is('left');
    consumer.on(consumer.events.GROUP_JOIN, (event) => {
      if (!isCurrent()) return;
      throttling.onAssigned(this.#onAssigned(event));
      onJoined();
    });
    consumer.on(consumer.events.CRASH, ({ payload: { error } }: ConsumerCrashEvent) => {
      if (!isCurrent()) return;
      this.#consumer = null;
      this.#state.enter('crashed');
      crash.resolve(error);
    });
    await consumer.connect();
    await consumer.subscribe({ topics, fromBeginning: true });
    this.#consumer = consumer;
    await consumer.run({
      autoCommit: false,
      // KafkaJS fetches again once all partitions of a fetch are handled.
      partitionsConsumedConcurrently: concurrentPartitions,
      eachBatch: async ({ batch }) => {
        onFetched(fetchedOf(batch));
        await this.#nextFetch();
      },
    });
    return { consumer, crashed: crash.promise, end: throttling.stop };
  }

  #newConsumer(): Consumer {
    const { kafka, group } = this.#options;
    return rawOf(kafka).consumer({
      groupId: group,
      sessionTimeout: sessionTimeoutMs,
      rebalanceTimeout: 30_000,
      heartbeatInterval: heartbeatEveryMs,
      maxWaitTimeInMs: fetchWaitMs,
      // A dead letter may exceed KafkaJS' default fetch size; it would starve while other partitions have messages.
      maxBytesPerPartition: maxMessageBytes.failure,
      allowAutoTopicCreation: false,
      // KafkaJS calls this only for errors it considers retriable and stops permanently at others, such as a missing
      // coordinator. So it never restarts by itself; this class always creates a new consumer.
      retry: { retries: 8, restartOnFailure: async () => false },
    });
  }

  #onAssigned({ payload }: ConsumerGroupJoinEvent): TopicPartition[] {
    const partitions = Object.entries(payload.memberAssignment).flatMap(([topic, ofTopic]) =>
      ofTopic.map((partition) => ({ topic, partition })),
    );
    this.#state.enter('member');
    this.#assigned = new Set(partitions.map(nameOf));
    this.#committed = new Map();
    this.#options.onAssigned();
    return partitions;
  }

  /** One delay shared by all partitions of a fetch. */
  #nextFetch(): Promise<void> {
    this.#pacing ??= this.#pacer.next(this.#leaving.signal).finally(() => {
      this.#pacing = null;
    });
    return this.#pacing;
  }
}

const selectionOf = ({ topic, partition }: TopicPartition) => [{ topic, partitions: [partition] }];
