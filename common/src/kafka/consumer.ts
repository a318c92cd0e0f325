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
   * Processes messages of any partitions. When it resolves, every message must be durably applied, parked or
   * dead-lettered, because offsets may be committed. When it rejects, the messages are redelivered: after a backoff
   * when a dependency is unavailable, otherwise one by one.
   */
  process: (messages: IncomingMessage[], commit: Commit) => Promise<void>;
  /** Scope of the ordering guarantee: a partition, or a key. */
  ordering?: Ordering;
  /** Maximum number of messages per batch; 1 unless the work benefits from batches. */
  batchSize?: number;
  /** Maximum number of concurrent batches. */
  concurrency?: number;
  /** Milliseconds until a message may be processed, ≤ 0 for now. Only its partition waits. */
  waitMsOf?: (message: IncomingMessage) => number;
  /** Whether a topic has low traffic and may be read with a delay of a second or two. */
  isLowTraffic?: (topic: string) => boolean;
  /** Whether a message must be processed in a transaction of its own. */
  isUnbatched?: (message: IncomingMessage) => boolean;
  /** Called at each assignment. The previous owner of a partition may have crashed with a message in flight. */
  onAssigned?: () => void;
  /**
   * Called at the first fetch of a partition after an assignment. @param end the offset after the partition's last
   * message at that time
   */
  onFirstFetch?: (first: IncomingMessage, end: number) => void;
  log: Logger;
}

export interface RunningConsumer {
  /** Whether this process is a member of the group, with or without assigned partitions. */
  hasJoined(): boolean;
  /** When the longest-held message was first held back, by an unavailable dependency or by a lock. */
  heldBackSince(): Date | null;
  /**
   * Whether the group has processed every message with this key that was on the topic when the call began.
   * @throws when the broker does not respond
   */
  isCaughtUp(topic: string, key: string): Promise<boolean>;
  /**
   * Returns the current end of a topic.
   * @throws when the broker does not respond
   */
  endOf(topic: string): Promise<TopicEnd>;
  /** Whether the group has processed every message before this end. */
  isCaughtUpTo(end: TopicEnd): Promise<boolean>;
  /** Whether the key's partition is assigned to this process. */
  isAssignedHere(topic: Topic, key: string): boolean;
  /** Finishes the messages in flight, commits, leaves the group. */
  stop(): Promise<void>;
}

const commitEveryMs = 1_000;
/** Maximum number of buffered messages per partition. Fetching resumes when half of them are processed. */
const maxBuffered = 1_000;

/**
 * Consumes topics from the group's committed offset, or from the beginning. A message that can't be processed now is
 * retried, never skipped, and offsets are committed only after processing. Fetching continues during processing, so a
 * waiting partition blocks no other.
 */
export async function startConsumer(options: ConsumerOptions): Promise<RunningConsumer> {
  const { kafka, group, topics, process, log, onAssigned, onFirstFetch } = options;
  const {
    ordering = 'partition',
    batchSize = 1,
    concurrency = 4,
    waitMsOf = () => 0,
    isUnbatched = () => false,
  } = options;
  const scheduler = createScheduler({
    process,
    ordering,
    batchSize,
    concurrency,
    waitMsOf,
    isUnbatched,
    onCapacity: (queue) => resumeWithCapacity(queue),
    onImmediateCommit: () => void member?.commit(),
    group,
    log,
  });
  const paused = new Set<PartitionQueue>();
  // Messages may arrive before the call below returns.
  let member: Membership | null = null;
  const membership = await keepMembership({
    kafka,
    group,
    topics,
    ...(options.isLowTraffic && { isLowTraffic: options.isLowTraffic }),
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
      onAssigned?.();
    },
    onFetched({ topic, partition, messages, nextOffset, end }) {
      const [first] = messages;
      if (first && !scheduler.findQueue(topic, partition)) onFirstFetch?.(first, end);
      const queue = scheduler.queueOf(topic, partition);
      queue.add(messages, nextOffset);
      if (queue.size() >= maxBuffered) {
        paused.add(queue);
        member?.pause(queue);
      }
      scheduler.wake();
    },
  });
  function resumeWithCapacity(queue: PartitionQueue): void {
    if (queue.size() > maxBuffered / 2 || !paused.delete(queue)) return;
    member?.resume(queue);
  }

  member = membership;
  const stopCommitting = runPeriodically({ name: 'commit', everyMs: commitEveryMs, log }, membership.commit);
  const progress = createConsumerProgress({ kafka, group, positionOf: scheduler.positionOf });
  return {
    hasJoined: membership.hasJoined,
    heldBackSince: () => {
      const since = scheduler.heldBackSince();
      return since === null ? null : new Date(Date.now() - (performance.now() - since));
    },
    ...progress,
    isAssignedHere: (topic, key) =>
      membership.isAssigned({ topic, partition: partitionOf(Buffer.from(key), catalogue[topic].partitions) }),
    stop: async () => {
      await scheduler.stop();
      await stopCommitting();
      await membership.leave();
      await progress.close();
    },
  };
}
