import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { waitFor } from '@ticketing/common/backoff';
import {
  createCodec,
  createKafka,
  createPublisher,
  type IncomingMessage,
  openTopicReader,
  startConsumer,
} from '@ticketing/common/kafka';
import { silentLogger } from '@ticketing/common/log';
import { migrate, postgresReconcileSource } from '@ticketing/common/postgres';
import { type ReconcileReport, reconcile } from '@ticketing/common/reconcile';
import { headerNames, rawTopicOf, relayGroup, type Topic, topicOfRaw, topicsOwnedBy } from '@ticketing/contracts';
import { ensureInstalled, startConnect, startPostgres } from '@ticketing/local/parts';
import { applyConnector, createFirstSlot, ensureSlot } from '@ticketing/setup';
import { startTestBroker } from '@ticketing/testing/broker';
import pg from 'pg';
import { type Database, openDatabase } from '../src/store/database.ts';
import { migrationTarget } from '../src/store/migration-target.ts';
import { expectedEvents } from '../src/use-cases/expected-events.ts';

const log = silentLogger();
const topics = topicsOwnedBy('orders');

/** Reservations that no limit refuses. */
export const unlimited = {
  subscriber: 'a subscriber',
  limits: { maxUnpaid: 1_000, maxOfSubscriber: 1_000, maxHeldMs: 1_000_000 },
};

export interface PublishedEvent {
  topic: Topic;
  key: string;
  eventId: string;
  event: unknown;
}

export type CdcFixture = Awaited<ReturnType<typeof startCdc>>;

/**
 * Starts PostgreSQL, Debezium, broker and registry; a few lines stand in for the raw relay, which belongs to another
 * service.
 * @param beforeConnector runs before Debezium reads the database for the first time
 */
export async function startCdc(beforeConnector: (database: Database) => Promise<void>) {
  await ensureInstalled(['postgres', 'kafka', 'registry', 'connect']);
  const connectFolder = await mkdtemp(join(tmpdir(), 'orders-test-connect-'));
  const [postgres, broker] = await Promise.all([startPostgres(), startTestBroker()]);
  const connect = await startConnect({ brokers: broker.brokers, dataFolder: connectFolder });
  await migrate(migrationTarget, postgres.url, postgres.replication.user);
  const database = openDatabase(postgres.url);
  await createFirstSlot(postgres.replication);
  await beforeConnector(database);
  const connector = { connectUrl: connect.url, database: postgres.replication, log };
  await applyConnector(connector);

  const kafka = createKafka({ clientId: 'test', brokers: broker.brokers, log });
  const codec = createCodec(broker.registryUrl);
  const publisher = await createPublisher(kafka);
  const reader = await openTopicReader(kafka, 'test');
  const relay = async (raws: IncomingMessage[]) => {
    for (const { topic: rawTopic, key, value, headers } of raws) {
      const topic = topicOfRaw(rawTopic);
      if (!topic) throw new Error(`${rawTopic} is not a raw topic`);
      const { eventId = '' } = headers;
      const event: unknown = JSON.parse(String(value));
      await publisher.publish([
        { topic, key, value: await codec.encode(topic, event), headers: { [headerNames.eventId]: eventId } },
      ]);
    }
  };
  const relaying = await startConsumer({
    kafka,
    group: relayGroup,
    topics: topics.map(rawTopicOf),
    process: relay,
    log,
  });

  const asSuperuser = async (sql: string, values: string[] = []) => {
    const client = new pg.Client(postgres.superuserUrl.replace(/\/postgres$/, '/orders'));
    await client.connect();
    try {
      return await client.query(sql, values);
    } finally {
      await client.end();
    }
  };
  const source = {
    name: 'orders',
    topics,
    expectedEvents: expectedEvents({ database }),
    ...postgresReconcileSource(database, migrationTarget.slotName, { settledAfterMs: 0 }),
  };
  const eventsOf = async (orderIds: string[]): Promise<PublishedEvent[]> => {
    const found: PublishedEvent[] = [];
    await reader.read(await reader.allRanges(topics), async ({ topic: name, key, value, headers }) => {
      const topic = name as Topic;
      if (!orderIds.includes(String(key)) || !value) return;
      const event = JSON.parse(JSON.stringify(await codec.decode(topic, value))) as unknown;
      found.push({ topic, key: String(key), eventId: headers[headerNames.eventId] ?? '', event });
    });
    return found;
  };
  return {
    database,
    kafka,
    reader,
    eventsOf,
    /** Waits until this many events of the orders are on their topics. @returns all of their events */
    async waitForEvents(orderIds: string[], count: number): Promise<PublishedEvent[]> {
      let events: PublishedEvent[] = [];
      const isThere = async () => {
        events = await eventsOf(orderIds);
        return events.length >= count ? true : null;
      };
      await waitFor(isThere, { timeoutMs: 60_000, intervalMs: 250 });
      return events;
    },
    reconcile: (isDryRun = false): Promise<ReconcileReport> => reconcile({ source, reader, codec, isDryRun }),
    /** Drops the slot under the running connector, like an operator's mistake. */
    async dropSlot() {
      const isGone = async () => {
        await asSuperuser(
          'SELECT pg_terminate_backend(active_pid) FROM pg_replication_slots WHERE active_pid IS NOT NULL',
        );
        const drop = 'SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots WHERE NOT active';
        await asSuperuser(drop).catch(() => undefined); // Debezium has already reconnected
        const { rowCount } = await asSuperuser('SELECT FROM pg_replication_slots');
        return rowCount === 0 ? true : null;
      };
      if (!(await waitFor(isGone, { timeoutMs: 20_000 }))) throw new Error('the slot could not be dropped');
    },
    ensureSlot: () => ensureSlot(connector),
    async stop() {
      await relaying.stop();
      await reader.close();
      await publisher.close();
      await database.$disconnect();
      await connect.stop();
      await Promise.all([postgres.stop(), broker.stop()]);
      await rm(connectFolder, { recursive: true, force: true });
    },
  };
}
