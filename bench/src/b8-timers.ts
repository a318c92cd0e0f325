import { pause } from '@ticketing/common/backoff';
import { type Bench, type BenchContext, compare, withoutPeer } from './bench.ts';
import { listenToExpirations, makeTimers, rateOfTimes, startExpiration, startTimers } from './load/timers.ts';
import type { Environment } from './parts/environment.ts';
import { runPeer } from './parts/run-program.ts';
import type { PlainTimersInput, PlainTimersResult } from './peers/plain-timers.ts';
import { mean, median, ms, perSecond, quantile } from './statistics.ts';

const duePerSecond = 1_000;
/** Limit of a timer's delay, milliseconds. */
const limitMs = 1_000;
/** A job in flight at the kill passes to another worker after BullMQ's lock and its check for stalled jobs, 30 s each. */
const afterKillMs = 120_000;
/** A job due within this time before the kill may be in flight. */
const nearKillMs = 1_000;
const rounds = 2;

const sizesOf = ({ isQuick }: BenchContext) =>
  isQuick
    ? { count: 5_000, leadMs: 40_000, atOnce: 3_000, atOnceLeadMs: 30_000 }
    : { count: 100_000, leadMs: 180_000, atOnce: 20_000, atOnceLeadMs: 60_000 };

interface Scheduled {
  /** Of the jobs due before the kill. */
  latenessMs: number[];
  /** Of all jobs. */
  allMs: number[];
  lost: number;
  repeats: number;
}

/** Timers become due at a fixed rate; halfway, the service is killed. */
async function runScheduled(
  { environment, progress }: BenchContext,
  count: number,
  leadMs: number,
): Promise<Scheduled> {
  const first = await startExpiration(environment);
  const timers = makeTimers({ count, perSecond: duePerSecond, leadMs });
  const expirations = await listenToExpirations(environment, timers);
  await startTimers(environment, first, timers);
  const killAt = timers[Math.floor(count / 2)]?.dueAt ?? 0;
  await pause(Math.max(0, killAt - Date.now()));
  await first.kill();
  progress('the service is killed and restarted');
  const second = await startExpiration(environment);
  const lastDueAt = timers.at(-1)?.dueAt ?? 0;
  await expirations.wait(count, lastDueAt - Date.now() + afterKillMs);
  const fired = timers.filter(({ orderId }) => expirations.at.has(orderId));
  const lateness = (some: typeof fired) => some.map(({ orderId, dueAt }) => (expirations.at.get(orderId) ?? 0) - dueAt);
  await expirations.stop();
  await second.stop();
  return {
    latenessMs: lateness(fired.filter(({ dueAt }) => dueAt < killAt - nearKillMs)),
    allMs: lateness(fired),
    lost: count - fired.length,
    repeats: expirations.repeats(),
  };
}

/** All timers are due at the same time. @returns fired timers per second */
async function rateAtOnce(environment: Environment, count: number, leadMs: number): Promise<number> {
  const service = await startExpiration(environment);
  const timers = makeTimers({ count, perSecond: Number.POSITIVE_INFINITY, leadMs });
  const expirations = await listenToExpirations(environment, timers);
  await startTimers(environment, service, timers);
  await expirations.wait(count, leadMs + afterKillMs);
  const rate = rateOfTimes(expirations.at.values());
  const missing = count - expirations.at.size;
  await expirations.stop();
  await service.stop();
  if (missing > 0) throw new Error(`${missing} of ${count} timers did not fire in time`);
  return rate;
}

async function runPlain(environment: Environment, schedule: Omit<PlainTimersInput, 'redisUrl'>) {
  const { url: redisUrl } = await environment.redis();
  return runPeer<PlainTimersResult>('plain-timers.ts', { redisUrl, ...schedule });
}

/** Measures the timers of reservations. */
export const timers: Bench = {
  name: 'b8',
  title: 'B8 · Timers',
  async run(context) {
    const { environment, progress } = context;
    const { count, leadMs, atOnce, atOnceLeadMs } = sizesOf(context);
    const all = count.toLocaleString('en-US');
    progress(`${all} timers, ${duePerSecond} due a second`);
    const scheduled = await runScheduled(context, count, leadMs);
    progress(`p99 ${ms(quantile(scheduled.latenessMs, 0.99))}, ${scheduled.lost} lost; now plain BullMQ`);
    const plain = await runPlain(environment, { queue: 'plain', count, perSecond: duePerSecond, leadMs });
    const rates: { ours: number[]; plain: number[] } = { ours: [], plain: [] };
    for (let round = 1; round <= rounds; round += 1) {
      progress(`round ${round}: ${atOnce.toLocaleString('en-US')} timers due at once, then plain BullMQ`);
      rates.ours.push(await rateAtOnce(environment, atOnce, atOnceLeadMs));
      const schedule = { count: atOnce, perSecond: Number.POSITIVE_INFINITY, leadMs: atOnceLeadMs };
      rates.plain.push((await runPlain(environment, { queue: `plain-${round}`, ...schedule })).perSecond);
      progress(`${perSecond(rates.ours.at(-1) ?? 0)} vs. ${perSecond(rates.plain.at(-1) ?? 0)}`);
    }
    const p99 = quantile(scheduled.latenessMs, 0.99);
    const plainP99 = quantile(plain.latenessMs, 0.99);
    return {
      findings: [
        {
          what: `lateness with ${duePerSecond.toLocaleString('en-US')} due a second, p99 before the kill (p50 ${ms(median(scheduled.latenessMs))}; p99 with the kill ${ms(quantile(scheduled.allMs, 0.99))}); peer: plain BullMQ without one`,
          goal: `≤ ${limitMs} ms`,
          number: ms(p99),
          peer: ms(plainP99),
          ratio: p99 / plainP99,
          isMet: p99 <= limitMs,
        },
        compare({
          what: `${atOnce.toLocaleString('en-US')} timers due at once; peer: plain BullMQ`,
          ours: mean(rates.ours),
          peer: mean(rates.plain),
          unit: perSecond,
          atLeast: 0.7,
        }),
        withoutPeer({
          what: `timers of ${all} that were lost in a kill -9 in the middle`,
          goal: 'none',
          number: String(scheduled.lost),
          isMet: scheduled.lost === 0,
        }),
      ],
      invariants: `a consumer of the topic counted the events of all timers; ${scheduled.repeats} were duplicated by the kill`,
      limits:
        'Timers are started by events of orders on Kafka; a timer has fired when its event reaches a consumer in another ' +
        'process. Plain BullMQ has the same jobs on the same Redis, with an append-only file, and does nothing when a job is due, ' +
        'while the service publishes each with acks=all before its job completes. Timers in flight at the kill continue when ' +
        'BullMQ’s lock of 30 s expires; those due during the restart are late by its duration.',
    };
  },
};
