// Plain BullMQ as the expiration service's peer: the same jobs with the same options, which do nothing when due.
import { Queue, Worker } from 'bullmq';
import { makeTimers, rateOfTimes, type Schedule } from '../load/timers.ts';
import { report } from './report.ts';

export interface PlainTimersInput extends Schedule {
  redisUrl: string;
  queue: string;
}

export interface PlainTimersResult {
  latenessMs: number[];
  perSecond: number;
}

const input = JSON.parse(process.argv[2] ?? '{}') as PlainTimersInput;
const { hostname, port } = new URL(input.redisUrl);
const connection = { host: hostname, port: Number(port), maxRetriesPerRequest: null };
// JSON can't represent infinity.
const timers = makeTimers({ ...input, perSecond: input.perSecond ?? Number.POSITIVE_INFINITY });
const firedAt = new Map<string, number>();
const done = Promise.withResolvers<void>();
const worker = new Worker<{ orderId: string }>(
  input.queue,
  async ({ data }) => {
    firedAt.set(data.orderId, Date.now());
    if (firedAt.size === timers.length) done.resolve();
  },
  { connection, concurrency: 50 },
);
const queue = new Queue<{ orderId: string }>(input.queue, { connection });
const options = { attempts: 2 ** 31 - 1, backoff: { type: 'capped' }, removeOnComplete: true };
const batchSize = 200;
for (let at = 0; at < timers.length; at += batchSize)
  await queue.addBulk(
    timers.slice(at, at + batchSize).map(({ orderId, dueAt }) => ({
      name: 'expire',
      data: { orderId },
      opts: { ...options, jobId: orderId, delay: Math.max(0, dueAt - Date.now()) },
    })),
  );
if (Date.now() > (timers[0]?.dueAt ?? 0)) throw new Error('not every job was added before the first was due');
await done.promise;
await worker.close();
await queue.close();
await report<PlainTimersResult>({
  latenessMs: timers.map(({ orderId, dueAt }) => (firedAt.get(orderId) ?? Number.NaN) - dueAt),
  perSecond: rateOfTimes(firedAt.values()),
});
