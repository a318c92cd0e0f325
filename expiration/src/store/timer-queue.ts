import { backoffDelayMs } from '@ticketing/common/backoff';
import { type HandlingNotes, handlingNotes } from '@ticketing/common/consuming';
import { Queue, Worker } from 'bullmq';
import { Redis } from 'ioredis';

/** A timer: the durable record that an event is owed. It is removed only after the event was published. */
export interface Timer {
  orderId: string;
  /** W3C trace context of the order. */
  traceparent?: string | undefined;
}

const handlingKey = (place: string): string => `handling:${place}`;
const queueName = 'order-expiration';
const retryBackoff = { baseMs: 500, capMs: 15_000 };
const manyAttempts = 2 ** 31 - 1;
const timersAtOnce = 50;

export interface TimerQueue {
  /** Starts timers of orders; idempotent. */
  start(timers: readonly (Timer & { delayMs: number })[]): Promise<void>;
  /** Forgets the timers of orders, unless they are firing. */
  cancel(orderIds: readonly string[]): Promise<void>;
  /** Calls `fire` for every timer that is due, until it resolves. */
  run(fire: (timer: Timer) => Promise<void>, onError: (error: unknown) => void): void;
  /** Timers by state; failed ones are an alarm, since none should ever be. */
  counts(): Promise<Record<string, number>>;
  handling: HandlingNotes;
  check(): Promise<unknown>;
  close(): Promise<void>;
}

/** Timers on BullMQ. They survive a restart of this service and of Redis (append-only file). */
export function createTimerQueue(redisUrl: string): TimerQueue {
  // BullMQ wants no limit of retries on connections that block.
  const connection = new Redis(redisUrl, { maxRetriesPerRequest: null });
  const queue = new Queue<Timer>(queueName, { connection });
  let worker: Worker<Timer> | undefined;
  return {
    async start(timers) {
      const options = { attempts: manyAttempts, backoff: { type: 'capped' }, removeOnComplete: true };
      const jobs = timers.map(({ delayMs, ...timer }) => ({
        name: 'expire',
        data: timer,
        opts: { ...options, jobId: timer.orderId, delay: delayMs },
      }));
      await queue.addBulk(jobs);
    },
    async cancel(orderIds) {
      await Promise.all(orderIds.map((orderId) => queue.remove(orderId)));
    },
    run(fire, onError) {
      worker = new Worker<Timer>(queueName, ({ data }) => fire(data), {
        connection,
        concurrency: timersAtOnce,
        // A timer is never given up, however often its process died over it.
        maxStalledCount: manyAttempts,
        settings: { backoffStrategy: (attempts) => backoffDelayMs(Math.max(1, attempts), retryBackoff) },
      });
      // Without a listener BullMQ writes to standard error.
      queue.on('error', onError);
      worker.on('error', onError);
      worker.on('failed', (_job, error) => onError(error));
    },
    counts: () => queue.getJobCounts('delayed', 'waiting', 'active', 'failed'),
    handling: redisHandlingNotes(connection),
    check: () => connection.ping(),
    async close() {
      await worker?.close();
      await queue.close();
      connection.disconnect();
    },
  };
}

function redisHandlingNotes(connection: Redis): HandlingNotes {
  const beginAll = async (places: readonly string[]) => {
    const counts = await Promise.all(places.map((place) => connection.incr(handlingKey(place))));
    return new Map(places.map((place, index) => [place, (counts[index] ?? 1) - 1]));
  };
  const clearAll = async (places: readonly string[]) => void (await connection.del(places.map(handlingKey)));
  return handlingNotes({ beginAll, clearAll });
}
