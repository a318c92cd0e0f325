import { execFile, spawn } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createCodec, createKafka, createPublisher } from '@ticketing/common/kafka';
import { silentLogger } from '@ticketing/common/log';
import { connectMongo, insertOutboxRows, outboxOf } from '@ticketing/common/mongo';
import { headerNames, type Topic, timerQueueName } from '@ticketing/contracts';
import { ensureInstalled, startRedis } from '@ticketing/local/parts';
import { startTestBroker } from '@ticketing/testing/broker';
import { startTestMongo } from '@ticketing/testing/mongo';
import { startTestPostgres } from '@ticketing/testing/postgres';
import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import { Client } from 'pg';
import type { CliResult, RunningCli } from './cli-fixture.ts';

const root = join(import.meta.dirname, '../..');

export type InspectionFixture = Awaited<ReturnType<typeof startInspection>>;

/** Real parts with rows as the services write them; the services themselves do not run. */
export async function startInspection() {
  await ensureInstalled(['redis']);
  const [broker, mongo, postgres, redis] = await Promise.all([
    startTestBroker(),
    startTestMongo(),
    startTestPostgres(),
    startRedis(),
  ]);
  await promisify(execFile)(process.execPath, [join(root, 'orders/src/migrate.ts')], {
    env: { ...process.env, NODE_OPTIONS: '', DATABASE_URL: postgres.url },
  });
  const folder = await mkdtemp(join(tmpdir(), 'ticketing-cli-'));
  const kafka = createKafka({ clientId: 'test', brokers: broker.brokers, log: silentLogger() });
  const publisher = await createPublisher(kafka);
  const codec = createCodec(broker.registryUrl);
  const sql = new Client({ connectionString: postgres.url });
  await sql.connect();
  const [tickets, payments] = await Promise.all([
    connectMongo(mongo.uri('tickets')),
    connectMongo(mongo.uri('payments')),
  ]);
  const connection = new Redis(redis.url, { maxRetriesPerRequest: null });
  const timers = new Queue(timerQueueName, { connection });
  const env = {
    KAFKA_BROKERS: broker.brokers.join(','),
    SCHEMA_REGISTRY_URL: broker.registryUrl,
    ORDERS_DATABASE_URL: postgres.url,
    // Without a slot, its rows are not read.
    BOOKINGS_DATABASE_URL: postgres.url,
    AUTH_MONGO_URI: mongo.uri('auth'),
    TICKETS_MONGO_URI: mongo.uri('tickets'),
    CATALOG_MONGO_URI: mongo.uri('catalog'),
    PAYMENTS_MONGO_URI: mongo.uri('payments'),
    REDIS_URL: redis.url,
    NODE_OPTIONS: '',
    NO_COLOR: '1',
  };

  const start = (args: readonly string[], more: NodeJS.ProcessEnv = {}): RunningCli & { output: () => string } => {
    const child = spawn(process.execPath, [join(root, 'ops/bin/ticketing.mjs'), ...args], {
      cwd: folder,
      env: { ...process.env, ...env, ...more },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const texts = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr'] as const)
      child[name].setEncoding('utf8').on('data', (text: string) => {
        texts[name] += text;
      });
    const ended = new Promise<CliResult>((resolve) => child.once('close', (code) => resolve({ code, ...texts })));
    return { interrupt: () => void child.kill('SIGINT'), ended, output: () => texts.stdout };
  };
  const publish = async (topic: Topic, orderId: string, eventId: string) => {
    const value = await codec.encode(topic, eventOf(topic, orderId));
    await publisher.publish([{ topic, key: orderId, value, headers: { [headerNames.eventId]: eventId } }]);
  };
  return {
    folder,
    registryUrl: broker.registryUrl,
    start: (...args: string[]) => start(args),
    run: (...args: string[]): Promise<CliResult> => start(args).ended,
    runWith: (more: NodeJS.ProcessEnv, ...args: string[]): Promise<CliResult> => start(args, more).ended,
    eventIdOf,
    publish,
    /** Publishes until a command has shown the message: it shows only what arrives after its start. */
    async publishUntil(cli: { output: () => string }, topic: Topic, orderId: string, eventId: string) {
      while (!cli.output().includes(orderId)) await publish(topic, orderId, eventId);
    },
    async givenOrder(): Promise<string> {
      const orderId = randomUUID();
      await sql.query(
        `INSERT INTO orders (id, user_id, ticket_id, title, price_minor, currency, reservation, status, version, expires_at)
         VALUES ($1::uuid, 'u', $1::text, 'Row 1', 2500, 'usd', 1, 'created', 0, now() + interval '15 minutes')`,
        [orderId],
      );
      return orderId;
    },
    givenOutboxRow: (orderId: string, topic: Topic, eventId: string) =>
      sql.query('INSERT INTO outbox (id, topic, key, type, payload) VALUES ($1, $2, $3, $2, $4)', [
        eventId,
        topic,
        orderId,
        JSON.stringify(eventOf(topic, orderId)),
      ]),
    async givenPayment(orderId: string) {
      await payments.collection<{ _id: string }>('orders').insertOne({ _id: orderId });
      const payment = {
        orderId,
        attempt: 1,
        state: 'failed',
        amountMinor: 2500,
        currency: 'usd',
        createdAt: new Date(),
      };
      await payments.collection('payments').insertOne(payment);
    },
    givenTimer: (orderId: string) => timers.add('expire', { orderId }, { jobId: orderId, delay: 900_000 }),
    async givenParked(orderId: string) {
      const place = { stream: `order:${orderId}`, version: 3, topic: 'orders.order.completed.v1' };
      await tickets.collection('parked').insertOne({ ...place, eventId: randomUUID(), parkedAt: new Date() });
    },
    async givenQueuedTicketEvent(eventId: string) {
      const event = { topic: 'tickets.ticket.created.v1', key: 't', aggregateId: 'ticket:t', sequence: 0 } as const;
      const row = { ...event, _id: eventId, payload: {}, headers: {}, createdAt: new Date() };
      await insertOutboxRows(outboxOf(tickets), [row]);
    },
    async stop() {
      await publisher.close();
      await Promise.all([sql.end(), tickets.close(), payments.close(), timers.close()]);
      connection.disconnect();
      await Promise.all([broker.stop(), mongo.stop(), postgres.stop(), redis.stop()]);
      await rm(folder, { recursive: true });
    },
  };
}

/** The same UUID for the same name. */
function eventIdOf(name: string): string {
  const hex = createHash('sha256').update(name).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  );
}

function eventOf(topic: Topic, orderId: string): object {
  const common = { id: orderId, reservation: 1 };
  if (topic === 'orders.order.cancelled.v1') return { ...common, ticket: { id: 't' }, version: 1, reason: 'buyer' };
  if (topic === 'orders.order.completed.v1') return { ...common, ticket: { id: 't' }, version: 1, paymentId: 'p' };
  const ticket = { id: 't', title: 'Row 1', price: 2500, currency: 'USD' };
  return { ...common, status: 'created', userId: 'u', expiresAt: Date.now() + 900_000, ticket, version: 0 };
}
