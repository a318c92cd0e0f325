import { backoffDelayMs } from '@ticketing/common/backoff';
import { type InFlightMarkers, inFlightMarkers } from '@ticketing/common/consuming';
import { inDependencySpan } from '@ticketing/common/telemetry';
import { timerQueueName } from '@ticketing/contracts';
import { Queue, Worker } from 'bullmq';
import { Redis } from 'ioredis';

/** A timer: the durable record of an event to publish. It is removed only after publication. */
export interface Timer {
  orderId: string;
  /** W3C trace context of the order. */
  traceparent?: string | undefined;
}

/** A timer as it is in the queue. */
export interface QueuedTimer {
  /** BullMQ's state: delayed, waiting, active, failed … */
  state: string;
  dueAt: Date;
  attempts: number;
  failedReason: string | null;
}

const markerKey = (location: string): string => `handling:${location}`;
const retryBackoff = { baseMs: 500, capMs: 15_000 };
const unlimitedAttempts = 2 ** 31 - 1;
const maxConcurrentTimers = 50;
const attributes = { 'db.system.name': 'redis', 'db.namespace': timerQueueName };

export interface TimerQueue {
  /** Starts the orders' timers. Idempotent. */
  start(timers: readonly (Timer & { delayMs: number })[]): Promise<void>;
  /** Cancels the orders' timers, unless they are firing. */
  cancel(orderIds: readonly string[]): Promise<void>;
  /** Reads an order's timer; null for none. */
  read(orderId: string): Promise<QueuedTimer | null>;
  /** Calls `fire` for every due timer until it resolves. */
  run(fire: (timer: Timer) => Promise<void>, onError: (error: unknown) => void): void;
  /** Counts timers by state; a failed one is an error, because retries are unlimited. */
  counts(): Promise<Record<string, number>>;
  /**
   * Deletes timers that failed long ago; orders has expired their orders since.
   * @param olderThanMs milliseconds since they failed
   * @returns how many
   */
  removeFailed(olderThanMs: number): Promise<number>;
  inFlightMarkers: InFlightMarkers;
  check(): Promise<unknown>;
  close(): Promise<void>;
}

/** At once. */
const maxRemoved = 1_000;

/** Creates timers on BullMQ. They survive restarts of this service and of Redis (append-only file). */
export function createTimerQueue(redisUrl: string): TimerQueue {
  // BullMQ requires unlimited retries on blocking connections.
  const connection = new Redis(redisUrl, { maxRetriesPerRequest: null });
  const queue = new Queue<Timer>(timerQueueName, { connection });
  let worker: Worker<Timer> | undefined;
  return {
    async start(timers) {
      const options = { attempts: unlimitedAttempts, backoff: { type: 'capped' }, removeOnComplete: true };
      const jobs = timers.map(({ delayMs, ...timer }) => ({
        name: 'expire',
        data: timer,
        opts: { ...options, jobId: timer.orderId, delay: delayMs },
      }));
      await inDependencySpan(
        () => ({ name: 'redis start timers', attributes }),
        () => queue.addBulk(jobs),
      );
    },
    async cancel(orderIds) {
      const remove = () => Promise.all(orderIds.map((orderId) => queue.remove(orderId)));
      await inDependencySpan(() => ({ name: 'redis cancel timers', attributes }), remove);
    },
    async read(orderId) {
      const job = await queue.getJob(orderId);
      if (!job) return null;
      return {
        state: await job.getState(),
        dueAt: new Date(job.timestamp + job.delay),
        attempts: job.attemptsMade,
        failedReason: job.failedReason ?? null,
      };
    },
    run(fire, onError) {
      worker = new Worker<Timer>(timerQueueName, ({ data }) => fire(data), {
        connection,
        concurrency: maxConcurrentTimers,
        // A timer is never given up, however often its process crashed.
        maxStalledCount: unlimitedAttempts,
        settings: { backoffStrategy: (attempts) => backoffDelayMs(Math.max(1, attempts), retryBackoff) },
      });
      // Without a listener BullMQ writes to standard error.
      queue.on('error', onError);
      worker.on('error', onError);
      worker.on('failed', (_job, error) => onError(error));
    },
    counts: () => queue.getJobCounts('delayed', 'waiting', 'active', 'failed'),
    removeFailed: async (olderThanMs) => (await queue.clean(olderThanMs, maxRemoved, 'failed')).length,
    inFlightMarkers: redisInFlightMarkers(connection),
    check: () => connection.ping(),
    async close() {
      await worker?.close();
      await queue.close();
      connection.disconnect();
    },
  };
}

function redisInFlightMarkers(connection: Redis): InFlightMarkers {
  const markAll = async (locations: readonly string[]) => {
    const counts = await Promise.all(locations.map((location) => connection.incr(markerKey(location))));
    return new Map(locations.map((location, index) => [location, (counts[index] ?? 1) - 1]));
  };
  const clearAll = async (locations: readonly string[]) => void (await connection.del(locations.map(markerKey)));
  return inFlightMarkers({ markAll, clearAll });
}
