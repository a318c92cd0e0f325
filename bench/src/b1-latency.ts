import {
  connectMongo,
  type OutboxRow,
  outboxCollection,
  outboxModel,
  prepareCollections,
} from '@ticketing/common/mongo';
import { rawTopicOf } from '@ticketing/contracts';
import pg from 'pg';
import type { Bench, BenchContext, Finding } from './bench.ts';
import { checkArrivals } from './invariant.ts';
import { type OrderRow, orderRow, orderTopic, ticketRow, ticketTopic } from './load/events.ts';
import { createHandler, type Handler } from './load/handler.ts';
import { openLoop, type Sent } from './load/open-loop.ts';
import { defaultConnector, defaultDebeziumTopic, ownConnector } from './parts/connector.ts';
import type { Environment } from './parts/environment.ts';
import { startRelay } from './parts/relay.ts';
import { median, ms, quantile } from './statistics.ts';

/** A way from a sender to the handler. */
interface Path<Row> {
  name: string;
  row: (run: string, n: number, keys: number) => Row;
  eventIdOf: (row: Row) => string;
  send: (row: Row) => Promise<void>;
  /** When the waiting begins that the handler ends. */
  beginsAt: (sent: Sent) => number;
}

/**
 * From the commit. What the sender itself was late by is added, so that a system that stalls it is not flattered.
 */
const fromCommit = ({ intendedAt, startedAt, doneAt }: Sent): number => doneAt - (startedAt - intendedAt);
const fromSchedule = ({ intendedAt }: Sent): number => intendedAt;

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
  // A key's turn comes again after two seconds, when its last event has long been committed.
  const rows = Array.from({ length: count }, (_, n) => path.row(run, n, perSecond * 2));
  const arrivals = handler.listen(`${run}-`);
  const sent = await openLoop(perSecond, count, (n) => path.send(rows[n] as Row));
  await arrivals.waitFor(count);
  checkArrivals(arrivals.all, count);
  return rows
    .map((row, n) => arrivals.atOf(path.eventIdOf(row)) - path.beginsAt(sent[n] as Sent))
    .slice(perSecond * warmUpSeconds);
}

async function openMongoPath(environment: Environment) {
  const { uri } = await environment.mongo();
  const mongoUri = uri('bench-latency');
  const connection = await connectMongo(mongoUri);
  outboxModel(connection);
  await prepareCollections(connection);
  const outbox = connection.collection<OutboxRow>(outboxCollection);
  const relay = await startRelay(environment, { RELAY: 'mongo', SOURCE: 'tickets', MONGO_URI: mongoUri });
  const path: Path<OutboxRow> = {
    name: 'MongoDB outbox',
    row: (run, n, keys) => ({ ...ticketRow(run, n, keys), createdAt: new Date() }),
    eventIdOf: ({ _id }) => _id,
    send: async (row) => void (await outbox.insertOne(row)),
    beginsAt: fromCommit,
  };
  return {
    path,
    close: async () => {
      await relay.stop();
      await connection.close();
    },
  };
}

async function openPlainPath(environment: Environment) {
  const { client, codec } = await environment.broker();
  const producer = client.producer({ allowAutoTopicCreation: false });
  await producer.connect();
  const path: Path<OutboxRow> = {
    name: 'plain produce',
    row: ticketRow,
    eventIdOf: ({ _id }) => _id,
    send: async ({ _id, key, payload, headers }) => {
      const value = await codec.encode(ticketTopic, payload);
      const messages = [{ key, value, headers: { eventId: _id, ...headers } }];
      await producer.send({ topic: ticketTopic, acks: -1, messages });
    },
    beginsAt: fromSchedule,
  };
  return { path, close: () => producer.disconnect() };
}

async function openPostgresPath(environment: Environment) {
  const pool = new pg.Pool({ connectionString: (await environment.postgres()).url, max: 20 });
  const insert = `INSERT INTO outbox (id, topic, key, type, payload, traceparent) VALUES ($1, $2, $3, $4, $5, $6)`;
  const path: Path<OrderRow> = {
    name: 'PostgreSQL outbox',
    row: orderRow,
    eventIdOf: ({ id }) => id,
    send: async ({ id, topic, key, type, payload, traceparent }) =>
      void (await pool.query({
        ...{ name: 'append', text: insert, values: [id, topic, key, type, JSON.stringify(payload), traceparent] },
      })),
    beginsAt: fromCommit,
  };
  return { path, close: () => pool.end() };
}

/** Commit to handler, through each outbox. */
export const latency: Bench = {
  name: 'b1',
  title: 'B1 · Latency from commit to handler',
  async run(context) {
    const mongo = await mongoFindings(context);
    const postgres = await postgresFindings(context);
    return {
      findings: [...mongo, ...postgres],
      invariants: 'every event was handled, each key’s in sequence',
      limits:
        'On the Mongo path an event waits for the change stream, which tells of a commit when a majority has it (2–3 ms ' +
        'here), then for one query and one acknowledged produce. On the Postgres path Debezium’s own poll of the log and of ' +
        'its queue (5 ms each at most) and its produce to the raw topic come before the relay’s consume and produce.',
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
      progress(
        `p50 ${ms(median(a))} beside ${ms(median(b))}, p99 ${ms(quantile(a, 0.99))} beside ${ms(quantile(b, 0.99))}`,
      );
    }
    const line = (name: string, share: number, atMost: number, atMostMs: number): Finding => {
      const [number, peer] = [quantile(a, share), quantile(b, share)];
      const isQuickEnough = number <= atMostMs;
      return {
        what: `MongoDB outbox, ${rate.perSecond} events/s, ${name}; beside plain produce → consume`,
        ...{ number: ms(number), peer: ms(peer), ratio: number / peer },
        goal: `≤ ${atMost}× of the peer${atMostMs < Number.POSITIVE_INFINITY ? `, ≤ ${atMostMs} ms` : ''}`,
        isMet: number / peer <= atMost && isQuickEnough,
      };
    };
    findings.push(line('p50', 0.5, 3, rate.perSecond === 50 ? 25 : Number.POSITIVE_INFINITY));
    findings.push(line('p99', 0.99, 5, Number.POSITIVE_INFINITY));
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
      progress(
        `round ${round}, ${rate.perSecond}/s: ${path.name} with Debezium as set up here, then with its defaults`,
      );
      await byDefault.pause();
      await own.resume();
      measured.ours.push(...(await latenciesOf(path, handlers.ours, rate)));
      measured.raw.push(...(await latenciesOf(path, handlers.raw, rate)));
      await own.pause();
      await byDefault.resume();
      measured.byDefault.push(...(await latenciesOf(path, handlers.byDefault, rate)));
      progress(`p50 ${ms(median(measured.ours))} beside ${ms(median(measured.byDefault))}`);
    }
    const [number, peer, raw] = [median(measured.ours), median(measured.byDefault), median(measured.raw)];
    findings.push({
      what: `PostgreSQL outbox, ${rate.perSecond} events/s, p50 (p99 ${ms(quantile(measured.ours, 0.99))}; to the raw topic p50 ${ms(raw)}); beside Debezium with default settings`,
      ...{ number: ms(number), peer: ms(peer), ratio: number / peer },
      ...{ goal: '≤ 0.1× of the peer, ≤ 25 ms', isMet: number / peer <= 0.1 && number <= 25 },
    });
  }
  await byDefault.pause();
  await own.resume();
  await Promise.all([close(), relay.stop(), ...Object.values(handlers).map((handler) => handler.stop())]);
  return findings;
}
