import { topics as catalogue, type Topic } from '@ticketing/contracts';
import type { Logger } from '../log/index.ts';
import { runPeriodically } from '../periodic/index.ts';
import type { KafkaClient } from './client.ts';
import { createConsumerProgress, type TopicEnd } from './consumer-progress.ts';
import { type ConsumerFirstFetch, createFetchFlow } from './fetch-flow.ts';
import { GroupMember } from './group-member.ts';
import type { IncomingMessage } from './incoming-message.ts';
import type { Ordering } from './partition-queue.ts';
import { partitionOf } from './partitioner.ts';
import { type Commit, Scheduler } from './scheduler.ts';

export interface ConsumerOptions {
  kafka: KafkaClient;
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
  /**
   * Minimum interval between two fetches, milliseconds; 0 by default. A message that comes alone is fetched at once; those that
   * follow wait for each other, so that batches are large.
   */
  fetchIntervalMs?: number | undefined;
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
   * Called at the first fetch of a partition after an assignment.
   */
  onFirstFetch?: ConsumerFirstFetch;
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

/**
 * Consumes topics from the group's committed offset, or from the beginning. A message that can't be processed now is
 * retried, never skipped, and offsets are committed only after processing. Fetching continues during processing, so a
 * waiting partition blocks no other.
 *
 * The parts, in the order in which a message passes them: the membership (group-member.ts) fetches it, the flow
 * (fetch-flow.ts) puts it into its partition's queue (partition-queue.ts), the scheduler (scheduler.ts) processes it in
 * a batch, and the membership commits the partition's position.
 *
 * @throws any error of the first join; later ones are retried without limit
 */
export async function startConsumer(options: ConsumerOptions): Promise<RunningConsumer> {
  const { kafka, group, topics, isLowTraffic, log } = options;
  const scheduler = new Scheduler({
    process: options.process,
    ordering: options.ordering ?? 'partition',
    batchSize: options.batchSize ?? 1,
    concurrency: options.concurrency ?? 4,
    waitMsOf: options.waitMsOf ?? (() => 0),
    isUnbatched: options.isUnbatched ?? (() => false),
    onCapacity: (queue) => flow.resumeWithCapacity(queue),
    onImmediateCommit: () => void member.commit(),
    group,
    log,
  });
  const member = new GroupMember({
    kafka,
    group,
    topics,
    isLowTraffic,
    fetchIntervalMs: options.fetchIntervalMs,
    log,
    positions: () => scheduler.positions(),
    onAssigned() {
      scheduler.reset();
      flow.reset();
      options.onAssigned?.();
    },
    onFetched: (fetched) => flow.accept(fetched),
  });
  const flow = createFetchFlow({
    scheduler,
    pause: (partition) => member.pause(partition),
    resume: (partition) => member.resume(partition),
    onFirstFetch: options.onFirstFetch,
  });
  await member.join();
  return runningConsumer(options, scheduler, member);
}

function runningConsumer(
  { kafka, group, log }: ConsumerOptions,
  scheduler: Scheduler,
  member: GroupMember,
): RunningConsumer {
  const stopCommitting = runPeriodically({ name: 'commit', everyMs: commitEveryMs, log }, () => member.commit());
  const progress = createConsumerProgress({
    kafka,
    group,
    positionOf: (partition) => scheduler.findQueue(partition)?.position(),
  });
  return {
    ...progress,
    hasJoined: () => member.hasJoined(),
    heldBackSince: () => {
      const since = scheduler.heldBackSince();
      return since === null ? null : new Date(Date.now() - (performance.now() - since));
    },
    isAssignedHere: (topic, key) =>
      member.isAssigned({ topic, partition: partitionOf(Buffer.from(key), catalogue[topic].partitions) }),
    stop: async () => {
      await scheduler.stop();
      await stopCommitting();
      await member.leave();
      await progress.close();
    },
  };
}
