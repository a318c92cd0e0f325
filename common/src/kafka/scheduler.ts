import { isContention, isTransient } from '../errors/index.ts';
import type { Logger } from '../log/index.ts';
import { createStates } from '../states/index.ts';
import type { IncomingMessage } from './incoming-message.ts';
import { type Ordering, PartitionQueue, type QueuedMessage } from './partition-queue.ts';
import { nameOf, type TopicPartition } from './topic-partition.ts';

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

/** The messages that one queue contributes to a batch. */
interface Entry {
  queue: PartitionQueue;
  queued: QueuedMessage[];
}

interface Batch {
  entries: Entry[];
  startedAt: number;
  assignment: number;
}

/** What the scheduler does next. Times are milliseconds of the monotonic clock. */
type Step = { kind: 'start'; entries: Entry[] } | { kind: 'wait-until'; at: number } | { kind: 'wait-for-event' };

const waitForEvent: Step = { kind: 'wait-for-event' };

/**
 * Runs a consumer's messages in batches. All ready messages, of all partitions, form one batch; the next one accumulates
 * meanwhile, so batches grow with the lag and a message without lag does not wait. A failed batch is retried message by
 * message. An unavailable dependency puts the partition into backoff; a lock, only the key.
 *
 *     running ──stop──▶ stopping ──the last batch ends──▶ stopped
 *
 * While *running*, each event (messages fetched, a batch ended, a timer) leads to one {@link Step}. A *stopping*
 * scheduler starts nothing and waits for its batches.
 */
export class Scheduler {
  readonly #options: SchedulerOptions;
  readonly #state = createStates('scheduler', 'running', {
    running: ['stopping'],
    stopping: ['stopped'],
    stopped: [],
  });
  /** In the order in which the next batch takes from them. */
  #queues = new Map<string, PartitionQueue>();
  readonly #inFlight = new Set<Batch>();
  /** Number of the current partition assignment. */
  #assignment = 0;
  readonly #drained = Promise.withResolvers<void>();
  #timer: NodeJS.Timeout | undefined;

  constructor(options: SchedulerOptions) {
    this.#options = options;
  }

  /** Returns the queue of an assigned partition; creates it on first use. */
  queueOf({ topic, partition }: TopicPartition): PartitionQueue {
    const { ordering, waitMsOf, isUnbatched } = this.#options;
    const queue =
      this.findQueue({ topic, partition }) ?? new PartitionQueue({ topic, partition, ordering, waitMsOf, isUnbatched });
    this.#queues.set(nameOf(queue), queue);
    return queue;
  }

  findQueue(partition: TopicPartition): PartitionQueue | undefined {
    return this.#queues.get(nameOf(partition));
  }

  /** The first unprocessed offset of each partition. */
  positions(): (TopicPartition & { offset: number })[] {
    return [...this.#queues.values()].map((queue) => ({
      topic: queue.topic,
      partition: queue.partition,
      offset: queue.position(),
    }));
  }

  /** When the oldest hold began, milliseconds of the monotonic clock. */
  heldBackSince(): number | null {
    const since = [...this.#queues.values()].flatMap((queue) => queue.heldBackSince() ?? []);
    return since.length > 0 ? Math.min(...since) : null;
  }

  /** Drops all queues at a new assignment: their messages are fetched again. */
  reset(): void {
    this.#assignment += 1;
    this.#queues = new Map();
  }

  /** Starts no more batches. Resolves when those in flight have ended. */
  stop(): Promise<void> {
    if (this.#state.is('running')) {
      this.#state.enter('stopping');
      clearTimeout(this.#timer);
      this.#stopWhenDrained();
    }
    return this.#drained.promise;
  }

  #stopWhenDrained(): void {
    if (!this.#state.is('stopping') || this.#inFlight.size > 0) return;
    this.#state.enter('stopped');
    this.#drained.resolve();
  }

  /** Starts batches of ready messages until none is ready or capacity is used up. */
  wake(): void {
    while (this.#state.is('running')) {
      const now = performance.now();
      const step = this.#nextStep(now);
      if (step.kind === 'start')
        void this.#run({ entries: step.entries, startedAt: now, assignment: this.#assignment });
      if (step.kind === 'wait-until') this.#wakeAt(step.at, now);
      if (step.kind !== 'start') return;
    }
  }

  #wakeAt(at: number, now: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.wake(), Math.max(1, at - now));
  }

  #nextStep(now: number): Step {
    const { batchSize, concurrency } = this.#options;
    const batches = [...this.#inFlight];
    if (batches.length >= concurrency) return waitForEvent;
    // Batches of an earlier assignment may contain messages that are being redelivered; running both would cause
    // conflicts.
    if (batches.some(({ assignment }) => assignment !== this.#assignment)) return waitForEvent;
    const youngest = Math.max(...batches.map(({ startedAt }) => startedAt));
    if (batchSize > 1 && batches.length > 0 && now - youngest < overlapAfterMs)
      return { kind: 'wait-until', at: youngest + overlapAfterMs };
    const entries = this.#takeReady(now);
    if (entries.length > 0) return { kind: 'start', entries };
    const readyAt = [...this.#queues.values()].flatMap((queue) => queue.nextReadyAt(now) ?? []);
    return readyAt.length > 0 ? { kind: 'wait-until', at: Math.min(...readyAt) } : waitForEvent;
  }

  #takeReady(now: number): Entry[] {
    const entries: Entry[] = [];
    let capacity = this.#options.batchSize;
    for (const queue of this.#queues.values()) {
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
  }

  async #run(batch: Batch): Promise<void> {
    const { entries } = batch;
    this.#inFlight.add(batch);
    for (const { queue } of entries) this.#moveToEnd(queue);
    let isImmediate = false;
    const commit = {
      immediately: () => {
        isImmediate = true;
      },
    };
    try {
      const messages = entries.flatMap(({ queued }) => queued.map(({ message }) => message));
      await this.#options.process(messages, commit);
      for (const { queue, queued } of entries) queue.finish(queued);
    } catch (error) {
      this.#handleFailure(entries, error);
    }
    this.#inFlight.delete(batch);
    if (isImmediate) this.#options.onImmediateCommit();
    for (const { queue } of entries) this.#options.onCapacity(queue);
    this.#stopWhenDrained();
    this.wake();
  }

  /** The next batch starts with the other partitions, so that a busy one does not starve them. */
  #moveToEnd(queue: PartitionQueue): void {
    const name = nameOf(queue);
    if (this.#queues.get(name) !== queue) return;
    this.#queues.delete(name);
    this.#queues.set(name, queue);
  }

  #handleFailure(entries: readonly Entry[], error: unknown): void {
    const { ordering, group, log } = this.#options;
    const isBatch = entries.reduce((count, { queued }) => count + queued.length, 0) > 1;
    const isOutage = isTransient(error) && !isContention(error);
    if (isBatch && !isOutage) {
      for (const { queue, queued } of entries) queue.requeue(queued, { isUnbatched: true });
      log.debug({ err: error, group }, 'batch failed; retrying its messages one by one');
      return;
    }
    const blocksKeyOnly = isContention(error) && ordering === 'key';
    const now = performance.now();
    for (const { queue, queued } of entries) {
      const [first] = queued;
      if (!first) continue;
      queue.requeue(queued);
      const { retryInMs, attempt } = blocksKeyOnly ? queue.holdKey(first.key, now) : queue.startBackoff(now);
      const { topic, partition, offset } = first.message;
      log[isTransient(error) ? 'warn' : 'error'](
        { err: error, group, topic, partition, offset, attempt, retryInMs },
        'messages not processed; will retry',
      );
    }
  }
}
