import { isContention, isTransient } from '../errors/index.ts';
import type { Logger } from '../log/index.ts';
import type { IncomingMessage } from './incoming-message.ts';
import { createPartitionQueue, type Ordering, type PartitionQueue, type QueuedMessage } from './partition-queue.ts';

export interface Commit {
  /** Commits behind these messages at once, not with the next ones: when handling them again would be noticed. */
  atOnce(): void;
}

export interface SchedulerOptions {
  process: (messages: IncomingMessage[], commit: Commit) => Promise<void>;
  ordering: Ordering;
  /** Messages processed together, at most. */
  batchSize: number;
  /** Batches processed at the same time, at most. */
  concurrency: number;
  waitMsOf: (message: IncomingMessage) => number;
  isAlone: (message: IncomingMessage) => boolean;
  /** A partition that was full has room again. */
  onRoom: (queue: PartitionQueue) => void;
  onCommitAtOnce: () => void;
  group: string;
  log: Logger;
}

/**
 * A batch that takes longer waits for something: a lock, a slow disk. Until then the next messages gather for a batch of
 * their own, which costs one transaction; after it, others are processed beside it. Milliseconds.
 */
const besideAfterMs = 100;

interface Entry {
  queue: PartitionQueue;
  queued: QueuedMessage[];
}

/**
 * Decides what is processed when. Everything that is ready, of all partitions, goes into one batch; while it is at work the
 * next one gathers, so batches grow with the lag and a message at rest does not wait. A batch that fails is done again
 * message by message; what fails because a dependency is unavailable rests with its partition, what waits for a lock rests
 * with its key.
 */
export function createScheduler(options: SchedulerOptions) {
  const { process, batchSize, concurrency, ordering, waitMsOf, isAlone, onRoom, onCommitAtOnce, group, log } = options;
  let queues = new Map<string, PartitionQueue>();
  /** Batches at work. */
  const running = new Map<symbol, { startedAt: number; assignment: number }>();
  /** Counts the assignments of partitions. */
  let assignment = 0;
  let idle = Promise.withResolvers<void>();
  idle.resolve();
  let isStopped = false;
  let timer: NodeJS.Timeout | undefined;

  const collect = (now: number): Entry[] => {
    const entries: Entry[] = [];
    let room = batchSize;
    for (const queue of queues.values()) {
      if (room === 0) break;
      // What failed is tried by itself, so that it fails nothing else.
      if (queue.isFailing() && entries.length > 0) continue;
      const queued = queue.take(room, now);
      if (queued.length === 0) continue;
      if (queued[0]?.isAlone && entries.length > 0) {
        queue.putBack(queued);
        continue;
      }
      entries.push({ queue, queued });
      if (queue.isFailing() || queued[0]?.isAlone) break;
      room -= queued.length;
    }
    return entries;
  };

  const rotate = ({ queue }: Entry) => {
    // The next batch begins with the others, so that a busy partition leaves room for them.
    const name = nameOf(queue);
    if (queues.get(name) !== queue) return;
    queues.delete(name);
    queues.set(name, queue);
  };

  const wakeAt = (at: number, now: number) => {
    clearTimeout(timer);
    timer = setTimeout(pump, Math.max(1, at - now));
  };

  function pump(): void {
    if (isStopped) return;
    for (;;) {
      const now = performance.now();
      if (running.size >= concurrency) return;
      const batches = [...running.values()];
      // They may hold messages that come again now; starting those beside them would only make conflicts.
      if (batches.some((batch) => batch.assignment !== assignment)) return;
      const youngest = Math.max(...batches.map(({ startedAt }) => startedAt));
      if (batchSize > 1 && running.size > 0 && now - youngest < besideAfterMs) {
        wakeAt(youngest + besideAfterMs, now);
        return;
      }
      const entries = collect(now);
      if (entries.length === 0) {
        const next = [...queues.values()].flatMap((queue) => queue.nextReadyAt(now) ?? []);
        if (next.length > 0) wakeAt(Math.min(...next), now);
        return;
      }
      void run(entries, now);
    }
  }

  async function run(entries: Entry[], now: number): Promise<void> {
    const id = Symbol('batch');
    if (running.size === 0) idle = Promise.withResolvers<void>();
    running.set(id, { startedAt: now, assignment });
    entries.forEach(rotate);
    let isUrgent = false;
    const commit = {
      atOnce: () => {
        isUrgent = true;
      },
    };
    try {
      const messages = entries.flatMap(({ queued }) => queued.map(({ message }) => message));
      await process(messages, commit);
      for (const { queue, queued } of entries) queue.finish(queued);
    } catch (error) {
      settleFailure(entries, error);
    }
    running.delete(id);
    if (isUrgent) onCommitAtOnce();
    for (const { queue } of entries) onRoom(queue);
    if (running.size === 0) idle.resolve();
    pump();
  }

  function settleFailure(entries: Entry[], error: unknown): void {
    const isBatch = entries.reduce((count, { queued }) => count + queued.length, 0) > 1;
    const waitsForDependency = isTransient(error) && !isContention(error);
    const now = performance.now();
    for (const { queue, queued } of entries) {
      const [first] = queued;
      if (!first) continue;
      if (isBatch && !waitsForDependency) {
        queue.putBack(queued, { isAlone: true });
        continue;
      }
      queue.putBack(queued);
      const isOfKey = isContention(error) && ordering === 'key';
      const { retryInMs, attempt } = isOfKey ? queue.holdKey(first.key, now) : queue.startRest(now);
      const { topic, partition, offset } = first.message;
      const level = isTransient(error) ? 'warn' : 'error';
      log[level](
        { err: error, group, topic, partition, offset, attempt, retryInMs },
        'messages not processed; will retry',
      );
    }
    if (isBatch && !waitsForDependency)
      log.debug({ err: error, group }, 'batch failed; its messages are processed one by one');
  }

  return {
    /** The queue of a partition that is assigned. */
    queueOf(topic: string, partition: number): PartitionQueue {
      const name = nameOf({ topic, partition });
      const queue = queues.get(name) ?? createPartitionQueue({ topic, partition, ordering, waitMsOf, isAlone });
      queues.set(name, queue);
      return queue;
    },
    known: (topic: string, partition: number): PartitionQueue | undefined => queues.get(nameOf({ topic, partition })),
    queues: (): PartitionQueue[] => [...queues.values()],
    /** How far a partition is processed; undefined for one that nothing was fetched of since the assignment. */
    positionOf: (place: { topic: string; partition: number }): number | undefined =>
      queues.get(nameOf(place))?.position(),
    /** There are new messages. */
    wake: pump,
    /** Partitions were assigned anew: what was fetched comes again. */
    reset(): void {
      assignment += 1;
      queues = new Map();
    },
    heldBackSince(): number | null {
      const since = [...queues.values()].flatMap((queue) => queue.heldBackSince() ?? []);
      return since.length > 0 ? Math.min(...since) : null;
    },
    /** Starts nothing more. Resolves when what is at work has ended. */
    stop(): Promise<void> {
      isStopped = true;
      clearTimeout(timer);
      return idle.promise;
    },
  };
}

const nameOf = ({ topic, partition }: { topic: string; partition: number }): string => `${topic}/${partition}`;

export type Scheduler = ReturnType<typeof createScheduler>;
