import { topics as catalogue, type Topic } from '@ticketing/contracts';
import type { Kafka } from 'kafkajs';
import type { Logger } from '../log/index.ts';
import { runPeriodically } from '../periodic/index.ts';
import { createConsumerProgress, type TopicEnd } from './consumer-progress.ts';
import { keepMembership, type Membership } from './group-member.ts';
import type { IncomingMessage } from './incoming-message.ts';
import type { Ordering, PartitionQueue } from './partition-queue.ts';
import { partitionOf } from './partitioner.ts';
import { type Commit, createScheduler } from './scheduler.ts';

export interface ConsumerOptions {
  kafka: Kafka;
  group: string;
  topics: string[];
  /**
   * Takes responsibility for messages of any partitions. Once it resolves they may be committed, so by then each must be
   * applied, parked or dead-lettered. When it rejects, they are delivered again: after a while when a dependency is
   * unavailable, else one by one.
   */
  process: (messages: IncomingMessage[], commit: Commit) => Promise<void>;
  /** What keeps its order: the messages of a partition, or only those of a key. */
  ordering?: Ordering;
  /** Messages handed over at once, at most; 1 unless the work gains from batches. */
  batchSize?: number;
  /** Batches processed at the same time, at most. */
  concurrency?: number;
  /** Milliseconds until a message may be processed, ≤ 0 for now. Its partition rests until then; the others go on. */
  waitMsOf?: (message: IncomingMessage) => number;
  /** Whether a topic seldom has messages, and may wait a second or two for them to be read. */
  isSeldom?: (topic: string) => boolean;
  /** Whether a message must not share a batch with others. */
  isAlone?: (message: IncomingMessage) => boolean;
  /** Partitions were assigned anew: whoever read them before may have died over a message. */
  onJoined?: () => void;
  /** The first messages of a partition since the assignment. @param end the offset after the last one that was there then */
  onFirstFetch?: (first: IncomingMessage, end: number) => void;
  log: Logger;
}

export interface RunningConsumer {
  /** Whether the group has assigned partitions to this member or it is waiting as a spare. */
  hasJoined(): boolean;
  /** Since when the message that waits longest is held back, by a dependency that is unavailable or by a lock. */
  heldBackSince(): Date | null;
  /**
   * Whether the group has processed every message with this key that was on the topic when the call began.
   * @throws when the broker does not answer
   */
  isPast(topic: string, key: string): Promise<boolean>;
  /** Where a topic ends now. @throws when the broker does not answer */
  endOf(topic: string): Promise<TopicEnd>;
  /** Whether the group has processed all that was on the topic when it ended there. */
  isPastEnd(end: TopicEnd): Promise<boolean>;
  /** Whether messages with this key are processed by this process, and not by another of the group. */
  isReadHere(topic: Topic, key: string): boolean;
  /** Finishes the messages at work, commits, leaves the group. */
  stop(): Promise<void>;
}

const commitEveryMs = 1_000;
/** Messages of one partition in memory. More are fetched when half of them are processed. */
const fullAt = 1_000;

/**
 * Reads topics from the group's committed offset, or from their beginning. Whatever can't be processed now is waited for:
 * nothing is skipped, and offsets are committed only behind processed messages. Fetching goes on beside the processing, so
 * a partition that waits stops no other.
 */
export async function startConsumer(options: ConsumerOptions): Promise<RunningConsumer> {
  const { kafka, group, topics, process, log, onJoined, onFirstFetch } = options;
  const { ordering = 'partition', batchSize = 1, concurrency = 4, waitMsOf = () => 0, isAlone = () => false } = options;
  const scheduler = createScheduler({
    process,
    ordering,
    batchSize,
    concurrency,
    waitMsOf,
    isAlone,
    onRoom: (queue) => resumeWithRoom(queue),
    onCommitAtOnce: () => void member?.commit(),
    group,
    log,
  });
  const paused = new Set<PartitionQueue>();
  // The first messages may come before the call below returns.
  let member: Membership | null = null;
  const membership = await keepMembership({
    kafka,
    group,
    topics,
    ...(options.isSeldom && { isSeldom: options.isSeldom }),
    log,
    positions: () =>
      scheduler.queues().map((queue) => ({
        topic: queue.topic,
        partition: queue.partition,
        offset: queue.position(),
      })),
    onAssigned() {
      scheduler.reset();
      paused.clear();
      onJoined?.();
    },
    onFetched({ topic, partition, messages, nextOffset, end }) {
      const [first] = messages;
      if (first && !scheduler.known(topic, partition)) onFirstFetch?.(first, end);
      const queue = scheduler.queueOf(topic, partition);
      queue.add(messages, nextOffset);
      if (queue.size() >= fullAt) {
        paused.add(queue);
        member?.pause(queue);
      }
      scheduler.wake();
    },
  });
  function resumeWithRoom(queue: PartitionQueue): void {
    if (queue.size() > fullAt / 2 || !paused.delete(queue)) return;
    member?.resume(queue);
  }

  member = membership;
  const stopCommitting = runPeriodically({ name: 'commit', everyMs: commitEveryMs, log }, membership.commit);
  const progress = createConsumerProgress({ kafka, group, positionOf: (place) => scheduler.positionOf(place) });
  return {
    hasJoined: membership.hasJoined,
    heldBackSince: () => {
      const since = scheduler.heldBackSince();
      return since === null ? null : new Date(Date.now() - (performance.now() - since));
    },
    ...progress,
    isReadHere: (topic, key) =>
      membership.isAssigned({ topic, partition: partitionOf(Buffer.from(key), catalogue[topic].partitions) }),
    stop: async () => {
      await scheduler.stop();
      await stopCommitting();
      await membership.leave();
      await progress.close();
    },
  };
}
