import { rawTopicOf } from '@ticketing/contracts';
import { alsoAtMost, type Bench, type BenchContext, compare, type Finding } from './bench.ts';
import { checkArrivals } from './invariant.ts';
import { orderTopic, ticketTopic } from './load/events.ts';
import { createHandler, type Handler } from './load/handler.ts';
import { openLoop, type Sent } from './load/open-loop.ts';
import { openMongoPath, openPlainPath, openPostgresPath, type Path } from './load/paths.ts';
import { defaultConnector, defaultDebeziumTopic, ownConnector } from './parts/connector.ts';
import { startRelay } from './parts/relay.ts';
import { median, ms, quantile } from './statistics.ts';

/** Limit of the median from commit to handler, milliseconds. */
const limitMs = 25;
const warmUpSeconds = 2;
let runs = 0;

async function latenciesOf<Row>(
  path: Path<Row>,
  handler: Handler,
  { perSecond, seconds }: { perSecond: number; seconds: number },
): Promise<number[]> {
  runs += 1;
  const run = `latency${runs}`;
  const count = perSecond * (warmUpSeconds + seconds);
  // Each key is used every two seconds, so its previous event has been committed.
  const rows = Array.from({ length: count }, (_, n) => path.row(run, n, perSecond * 2));
  const arrivals = handler.listen(`${run}-`);
  const sent = await openLoop(perSecond, count, (n) => path.send(rows[n] as Row));
  await arrivals.waitFor(count);
  checkArrivals(arrivals.all, count);
  return rows
    .map((row, n) => arrivals.atOf(path.eventIdOf(row)) - path.beginsAt(sent[n] as Sent))
    .slice(perSecond * warmUpSeconds);
}

/** Measures the latency from commit to handler, through each outbox. */
export const latency: Bench = {
  name: 'b1',
  title: 'B1 · Latency from commit to handler',
  async run(context) {
    const mongo = await mongoFindings(context);
    const postgres = await postgresFindings(context);
    return {
      findings: [...mongo, ...postgres],
      invariants: 'every event was processed, in order for each key',
      limits:
        'On the MongoDB path an event waits for the change stream, which reports a commit when a majority has it (2–3 ms here), ' +
        'then for one query and one acknowledged produce. On the Postgres path, Debezium’s polls of the log and of its queue ' +
        '(20 ms each at most) and its produce to the raw topic precede the relay’s consume and produce.',
    };
  },
};

const rates = ({ isQuick }: BenchContext) => [
  { perSecond: 50, seconds: isQuick ? 6 : 20 },
  { perSecond: 500, seconds: isQuick ? 4 : 12 },
];

async function mongoFindings(context: BenchContext): Promise<Finding[]> {
  const { environment, progress } = context;
  const handler = await createHandler(environment, [ticketTopic]);
  const [ours, plain] = [await openMongoPath(environment), await openPlainPath(environment)];
  const findings: Finding[] = [];
  for (const rate of rates(context)) {
    const [a, b]: [number[], number[]] = [[], []];
    for (const round of [1, 2]) {
      progress(`round ${round}, ${rate.perSecond}/s: ${ours.path.name}, then ${plain.path.name}`);
      a.push(...(await latenciesOf(ours.path, handler, rate)));
      b.push(...(await latenciesOf(plain.path, handler, rate)));
      progress(`p50 ${ms(median(a))} vs. ${ms(median(b))}, p99 ${ms(quantile(a, 0.99))} vs. ${ms(quantile(b, 0.99))}`);
    }
    const line = (name: string, share: number, atMost: number): Finding =>
      compare({
        what: `MongoDB outbox, ${rate.perSecond} events/s, ${name}; peer: plain produce → consume`,
        ours: quantile(a, share),
        peer: quantile(b, share),
        unit: ms,
        atMost,
      });
    const p50 = line('p50', 0.5, 3);
    findings.push(rate.perSecond === 50 ? alsoAtMost(p50, median(a), limitMs, ms) : p50, line('p99', 0.99, 5));
  }
  await Promise.all([ours.close(), plain.close(), handler.stop()]);
  return findings;
}

async function postgresFindings(context: BenchContext): Promise<Finding[]> {
  const { environment, progress } = context;
  await environment.connect();
  const own = await ownConnector(environment);
  const byDefault = await defaultConnector(environment);
  const relay = await startRelay(environment, { RELAY: 'raw' });
  const handlers = {
    ours: await createHandler(environment, [orderTopic]),
    byDefault: await createHandler(environment, [defaultDebeziumTopic]),
    raw: await createHandler(environment, [rawTopicOf(orderTopic)]),
  };
  const { path, close } = await openPostgresPath(environment);
  const findings: Finding[] = [];
  for (const rate of rates(context)) {
    const measured: Record<keyof typeof handlers, number[]> = { ours: [], byDefault: [], raw: [] };
    for (const round of [1, 2]) {
      progress(`round ${round}, ${rate.perSecond}/s: ${path.name} with our Debezium settings, then with the defaults`);
      await byDefault.pause();
      await own.resume();
      measured.ours.push(...(await latenciesOf(path, handlers.ours, rate)));
      measured.raw.push(...(await latenciesOf(path, handlers.raw, rate)));
      await own.pause();
      await byDefault.resume();
      measured.byDefault.push(...(await latenciesOf(path, handlers.byDefault, rate)));
      progress(`p50 ${ms(median(measured.ours))} vs. ${ms(median(measured.byDefault))}`);
    }
    const [ours, raw] = [median(measured.ours), median(measured.raw)];
    const aside = `p99 ${ms(quantile(measured.ours, 0.99))}; to the raw topic p50 ${ms(raw)}`;
    const p50 = compare({
      what: `PostgreSQL outbox, ${rate.perSecond} events/s, p50 (${aside}); peer: Debezium with default settings`,
      ours,
      peer: median(measured.byDefault),
      unit: ms,
      atMost: 0.1,
    });
    findings.push(alsoAtMost(p50, ours, limitMs, ms));
  }
  // So that neither uses CPU time during the next measurement.
  await Promise.all([byDefault.pause(), own.pause()]);
  await Promise.all([close(), relay.stop(), ...Object.values(handlers).map((handler) => handler.stop())]);
  return findings;
}
