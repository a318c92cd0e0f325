import { waitFor } from '@ticketing/common/backoff';
import { rawTopicOf } from '@ticketing/contracts';
import { Client } from 'pg';
import { audit } from '../audit.ts';
import { ownConnector } from '../parts/connector.ts';
import { cpuSecondsOf } from '../parts/cpu-seconds.ts';
import type { Environment } from '../parts/environment.ts';
import { startRelay } from '../parts/relay.ts';
import { endOf, whenPassed } from '../parts/topics.ts';
import { orderTopic, ticketTopic } from './events.ts';
import { fillMongo, fillPostgres } from './fill.ts';
import { openOutbox } from './outbox.ts';

/** How a backlog was published. Measured from the first query that finds a published row. */
export interface Drain {
  messages: number;
  seconds: number;
  cpuSeconds: number;
}

export const rateOf = ({ messages, seconds }: Drain): number => messages / seconds;

const keysOf = (events: number): number => Math.ceil(events / 20);
const timeoutMs = 600_000;

/** A separate Mongo outbox with a backlog. */
export async function openBacklog(environment: Environment, run: string, events: number) {
  const { connection, ...opened } = await openOutbox(environment, `bench-${run}`);
  await fillMongo(opened.outbox, run, events, keysOf(events));
  return {
    ...opened,
    async drop() {
      await connection.dropDatabase();
      await connection.close();
    },
  };
}

/** Starts a relay on the backlog and measures the time until the queue is empty. */
export async function drainMongo(environment: Environment, run: string, events: number): Promise<Drain> {
  const { mongoUri, outbox, drop } = await openBacklog(environment, run, events);
  const from = await endOf(environment, ticketTopic);
  const relay = await startRelay(environment, { RELAY: 'mongo', SOURCE: 'tickets', MONGO_URI: mongoUri });
  try {
    const first = await whenPassed(environment, ticketTopic, from + 1, timeoutMs);
    const cpuBefore = cpuSecondsOf(relay.pid);
    await whenPassed(environment, ticketTopic, from + events, timeoutMs);
    const isEmpty = async () => ((await outbox.queue.findOne().lean()) === null ? true : null);
    if (!(await waitFor(isEmpty, { timeoutMs, intervalMs: 10 }))) throw new Error('the queue is not empty');
    const seconds = (performance.now() - first.atMs) / 1_000;
    const cpuSeconds = cpuSecondsOf(relay.pid) - cpuBefore;
    await audit(environment, ticketTopic, run, events);
    return { messages: from + events - first.position, seconds, cpuSeconds };
  } finally {
    await relay.stop();
    await drop();
  }
}

/** Writes rows while the connector is paused, resumes it, and measures the time until all rows are on a topic. */
async function drainPostgres(
  environment: Environment,
  run: string,
  events: number,
  until: string,
  cpuOf: () => number,
): Promise<Drain> {
  const connector = await ownConnector(environment);
  const client = new Client({ connectionString: (await environment.postgres()).url });
  await client.connect();
  await connector.pause();
  await fillPostgres(client, run, events, keysOf(events));
  await client.end();
  const raw = rawTopicOf(orderTopic);
  const [rawFrom, from] = [await endOf(environment, raw), await endOf(environment, until)];
  await connector.resume();
  const first = await whenPassed(environment, raw, rawFrom + 1, timeoutMs);
  const cpuBefore = cpuOf();
  const last = await whenPassed(environment, until, from + events, timeoutMs);
  return {
    messages: rawFrom + events - first.position,
    seconds: (last.atMs - first.atMs) / 1_000,
    cpuSeconds: cpuOf() - cpuBefore,
  };
}

/** Through the connector and the raw relay. */
export async function drainBoth(environment: Environment, run: string, events: number): Promise<Drain> {
  const relay = await startRelay(environment, { RELAY: 'raw' });
  try {
    const drain = await drainPostgres(environment, run, events, orderTopic, () => cpuSecondsOf(relay.pid));
    await audit(environment, orderTopic, run, events);
    return drain;
  } finally {
    await relay.stop();
  }
}

/** Through the connector to the raw topic only. The CPU time is Kafka Connect's. */
export async function drainConnector(environment: Environment, run: string, events: number): Promise<Drain> {
  const { pid } = await environment.connect();
  return drainPostgres(environment, run, events, rawTopicOf(orderTopic), () => cpuSecondsOf(pid));
}

/** Starts the raw relay on a raw topic with a run's messages. */
export async function drainRaw(environment: Environment, run: string, events: number): Promise<Drain> {
  const from = await endOf(environment, orderTopic);
  const relay = await startRelay(environment, { RELAY: 'raw' });
  try {
    const first = await whenPassed(environment, orderTopic, from + 1, timeoutMs);
    const cpuBefore = cpuSecondsOf(relay.pid);
    const last = await whenPassed(environment, orderTopic, from + events, timeoutMs);
    const cpuSeconds = cpuSecondsOf(relay.pid) - cpuBefore;
    await audit(environment, orderTopic, run, events);
    return { messages: from + events - first.position, seconds: (last.atMs - first.atMs) / 1_000, cpuSeconds };
  } finally {
    await relay.stop();
  }
}
