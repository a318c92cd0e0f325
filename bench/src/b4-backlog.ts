import { type Bench, type BenchContext, compare } from './bench.ts';
import { openBacklog, rateOf } from './load/drain.ts';
import { ticketRow, ticketTopic } from './load/events.ts';
import { openLoop } from './load/open-loop.ts';
import { startRelay } from './parts/relay.ts';
import { endOf, whenPassed } from './parts/topics.ts';
import { ms, perSecond, quantile } from './statistics.ts';

const insertsPerSecond = 100;
/** Published before the measurement starts, to warm up the relay. */
const warmUpRows = 3_000;
/** Maximum number of timed rows of a larger backlog. */
const timedRows = 50_000;
const reference = 10_000;

interface Measured {
  waiting: number;
  insertP99Ms: number;
  /** Rows per second; null without rows. */
  rate: number | null;
}

async function measure({ environment, isQuick }: BenchContext, waiting: number, round: number): Promise<Measured> {
  const run = `waiting${waiting}r${round}`;
  const { mongoUri, commit, drop } = await openBacklog(environment, run, waiting);
  try {
    const inserts = insertsPerSecond * (isQuick ? 5 : 20);
    const sent = await openLoop(insertsPerSecond, inserts, (n) => commit(ticketRow(`${run}more`, n, inserts)));
    const insertP99Ms = quantile(
      sent.map(({ intendedAt, doneAt }) => doneAt - intendedAt),
      0.99,
    );
    if (waiting === 0) return { waiting, insertP99Ms, rate: null };

    const from = await endOf(environment, ticketTopic);
    const relay = await startRelay(environment, { RELAY: 'mongo', SOURCE: 'tickets', MONGO_URI: mongoUri });
    try {
      const first = await whenPassed(environment, ticketTopic, from + warmUpRows, 120_000);
      const until = Math.min(waiting, warmUpRows + timedRows);
      const last = await whenPassed(environment, ticketTopic, from + until, 600_000);
      const messages = last.position - first.position;
      return {
        waiting,
        insertP99Ms,
        rate: rateOf({ messages, seconds: (last.atMs - first.atMs) / 1_000, cpuSeconds: 0 }),
      };
    } finally {
      await relay.stop();
    }
  } finally {
    await drop();
  }
}

/** Measures whether a backlog slows down the relay or the writers. */
export const backlog: Bench = {
  name: 'b4',
  title: 'B4 · Rows waiting',
  async run(context) {
    const sizes = [0, reference, 100_000, ...(context.isQuick ? [] : [1_000_000])];
    const measured: Measured[] = [];
    for (const round of [1, 2])
      for (const waiting of sizes) {
        context.progress(`round ${round}: ${waiting.toLocaleString('en-US')} rows waiting`);
        const one = await measure(context, waiting, round);
        context.progress(`insert p99 ${ms(one.insertP99Ms)}, relay ${one.rate === null ? '–' : perSecond(one.rate)}`);
        measured.push(one);
      }
    const mean = (waiting: number, pick: (one: Measured) => number): number => {
      const values = measured.filter((one) => one.waiting === waiting).map(pick);
      return values.reduce((sum, value) => sum + value, 0) / values.length;
    };
    const insertP99 = (waiting: number) => mean(waiting, ({ insertP99Ms }) => insertP99Ms);
    const rate = (waiting: number) => mean(waiting, (one) => one.rate ?? Number.NaN);
    const named = (waiting: number) => `${waiting.toLocaleString('en-US')} rows waiting`;

    const of = 'of that at 10,000';
    const rates = sizes.slice(2).map((waiting) =>
      compare({
        what: `relay’s rate, ${named(waiting)}`,
        ours: rate(waiting),
        peer: rate(reference),
        unit: perSecond,
        atLeast: 0.9,
        of,
      }),
    );
    const others = sizes.filter((waiting) => waiting !== reference);
    const inserts = others.map((waiting) =>
      compare({
        what: `insert p99, ${named(waiting)}`,
        ours: insertP99(waiting),
        peer: insertP99(reference),
        unit: ms,
        atMost: 1.2,
        of,
      }),
    );
    return {
      findings: [...rates, ...inserts],
      invariants: 'the relay published all timed rows of each backlog; its order and completeness are checked in B2',
      limits:
        'An insert is a transaction that waits for the disk (write concern majority, journaled), so its p99 varies with the ' +
        'machine more than with the backlog. The relay reads and deletes the queue by ranges of positions, so the size of the ' +
        'backlog does not matter until it exceeds MongoDB’s cache (0.25 GiB here; a million rows and their log are four times ' +
        'that).',
    };
  },
};
