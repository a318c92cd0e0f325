import { timerQueueName } from '@ticketing/contracts';
import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import { answerOf } from './broker.ts';

export interface Timer {
  /** BullMQ's state: delayed, waiting, active, failed … */
  state: string;
  dueAt: Date;
  attempts: number;
  failedReason: string | null;
}

/** @returns null when no timer is set: it has fired, or the order was settled before */
export async function readTimer(redisUrl: string, orderId: string): Promise<Timer | null> {
  const connection = new Redis(redisUrl, { maxRetriesPerRequest: 1, retryStrategy: () => null, lazyConnect: true });
  // Failures reach us as rejections; without a listener ioredis writes to standard error, too.
  connection.on('error', () => {});
  const queue = new Queue(timerQueueName, { connection, skipVersionCheck: true, skipMetasUpdate: true });
  queue.on('error', () => {});
  try {
    return await answerOf(timerIn(queue, orderId), `Redis at ${new URL(redisUrl).host} did not respond`);
  } finally {
    await queue.close().catch(() => undefined);
    connection.disconnect();
  }
}

async function timerIn(queue: Queue, orderId: string): Promise<Timer | null> {
  const job = await queue.getJob(orderId);
  if (!job) return null;
  return {
    state: await job.getState(),
    dueAt: new Date(job.timestamp + job.delay),
    attempts: job.attemptsMade,
    failedReason: job.failedReason ?? null,
  };
}
