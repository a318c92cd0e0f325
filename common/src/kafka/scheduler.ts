import { isContention, isTransient } from '../errors/index.ts';
import type { Logger } from '../log/index.ts';
import type { IncomingMessage } from './incoming-message.ts';
import { createPartitionQueue, type Ordering, type PartitionQueue, type QueuedMessage } from './partition-queue.ts';

export interface Commit {
  /**
   * Commits these messages immediately instead of with the next ones, for messages whose reprocessing would be visible.
   */
  immediately(): void;
}

export interface SchedulerOptions {
  process: (messages: IncomingMessage[], commit: Commit) => Promise<void>;
  ordering: Ordering;
  /** Maximum number of messages per batch. */
  batchSize: number;
  /** Maximum number of concurrent batches. */
  concurrency: number;
  waitMsOf: (message: IncomingMessage) => number;
  isUnbatched: (message: IncomingMessage) => boolean;
  /** Called when a queue has shrunk. */
  onCapacity: (queue: PartitionQueue) => void;
  onImmediateCommit: () => void;
  group: string;
  log: Logger;
}

/**
 * A batch that runs longer is waiting for something, such as a lock or a slow disk. Until then, new messages accumulate
 * for the next batch, which costs one transaction; after that, other batches run concurrently. Milliseconds.
 */
const overlapAfterMs = 100;

interface Entry {
  queue: PartitionQueue;
  queued: QueuedMessage[];
}

/**
 * Creates the scheduler of a consumer. All ready messages, of all partitions, form one batch; the next one accumulates
 * meanwhile, so batches grow with the lag and a message without lag does not wait. A failed batch is retried message by
 * message. An unavailable dependency puts the partition into backoff; a lock, only the key.
 */
export function createScheduler(options: SchedulerOptions) {
  const {
    process,
    batchSize,
    concurrency,
    ordering,
    waitMsOf,
    isUnbatched,
    onCapacity,
    onImmediateCommit,
    group,
    log,
  } = options;
  let queues = new Map<string, PartitionQueue>();
  /** Batches in flight. */
  const running = new Map<symbol, { startedAt: number; assignment: number }>();
  /** Number of the current partition assignment. */
  let assignment = 0;
  let idle = Promise.withResolvers<void>();
  idle.resolve();
  let isStopped = false;
  let timer: NodeJS.Timeout | undefined;

  const collect = (now: number): Entry[] => {
    const entries: Entry[] = [];
    let capacity = batchSize;
    for (const queue of queues.values()) {
      if (capacity === 0) break;
      // A failing partition is processed alone, so that it fails nothing else.
      if (queue.isFailing() && entries.length > 0) continue;
      const queued = queue.take(capacity, now);
      if (queued.length === 0) continue;
      if (queued[0]?.isUnbatched && entries.length > 0) {
        queue.requeue(queued);
        continue;
      }
      entries.push({ queue, queued });
      if (queue.isFailing() || queued[0]?.isUnbatched) break;
      capacity -= queued.length;
    }
    return entries;
  };

  const rotate = ({ queue }: Entry) => {
    // The next batch starts with the other partitions, so that a busy one does not starve them.
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
      // Batches of an earlier assignment may contain messages that are being redelivered; running both would cause
      // conflicts.
      if (batches.some((batch) => batch.assignment !== assignment)) return;
      const youngest = Math.max(...batches.map(({ startedAt }) => startedAt));
      if (batchSize > 1 && running.size > 0 && now - youngest < overlapAfterMs) {
        wakeAt(youngest + overlapAfterMs, now);
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
    let isImmediate = false;
    const commit = {
      immediately: () => {
        isImmediate = true;
      },
    };
    try {
      const messages = entries.flatMap(({ queued }) => queued.map(({ message }) => message));
      await process(messages, commit);
      for (const { queue, queued } of entries) queue.finish(queued);
    } catch (error) {
      handleFailure(entries, error);
    }
    running.delete(id);
    if (isImmediate) onImmediateCommit();
    for (const { queue } of entries) onCapacity(queue);
    if (running.size === 0) idle.resolve();
    pump();
  }

  function handleFailure(entries: Entry[], error: unknown): void {
    const isBatch = entries.reduce((count, { queued }) => count + queued.length, 0) > 1;
    const isOutage = isTransient(error) && !isContention(error);
    const now = performance.now();
    for (const { queue, queued } of entries) {
      const [first] = queued;
      if (!first) continue;
      if (isBatch && !isOutage) {
        queue.requeue(queued, { isUnbatched: true });
        continue;
      }
      queue.requeue(queued);
      const blocksKeyOnly = isContention(error) && ordering === 'key';
      const { retryInMs, attempt } = blocksKeyOnly ? queue.holdKey(first.key, now) : queue.startBackoff(now);
      const { topic, partition, offset } = first.message;
      const level = isTransient(error) ? 'warn' : 'error';
      log[level](
        { err: error, group, topic, partition, offset, attempt, retryInMs },
        'messages not processed; will retry',
      );
    }
    if (isBatch && !isOutage) log.debug({ err: error, group }, 'batch failed; retrying its messages one by one');
  }

  return {
    /** Returns the queue of an assigned partition; creates it on first use. */
    queueOf(topic: string, partition: number): PartitionQueue {
      const name = nameOf({ topic, partition });
      const queue = queues.get(name) ?? createPartitionQueue({ topic, partition, ordering, waitMsOf, isUnbatched });
      queues.set(name, queue);
      return queue;
    },
    findQueue: (topic: string, partition: number): PartitionQueue | undefined =>
      queues.get(nameOf({ topic, partition })),
    queues: (): PartitionQueue[] => [...queues.values()],
    /** The first unprocessed offset of a partition; undefined if nothing has been fetched since the assignment. */
    positionOf: (partition: { topic: string; partition: number }): number | undefined =>
      queues.get(nameOf(partition))?.position(),
    /** Starts batches of new messages. */
    wake: pump,
    /** Drops all queues at a new assignment: their messages are fetched again. */
    reset(): void {
      assignment += 1;
      queues = new Map();
    },
    heldBackSince(): number | null {
      const since = [...queues.values()].flatMap((queue) => queue.heldBackSince() ?? []);
      return since.length > 0 ? Math.min(...since) : null;
    },
    /** Starts no more batches. Resolves when those in flight have ended. */
    stop(): Promise<void> {
      isStopped = true;
      clearTimeout(timer);
      return idle.promise;
    },
  };
}

const nameOf = ({ topic, partition }: { topic: string; partition: number }): string => `${topic}/${partition}`;

export type Scheduler = ReturnType<typeof createScheduler>;
