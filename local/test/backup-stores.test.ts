import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createKafka, openAdmin, openRecordWriter, openTopicReader } from '@ticketing/common/kafka';
import { createLogger } from '@ticketing/common/log';
import { createTopics } from '@ticketing/setup';
import mongoose from 'mongoose';
import pg from 'pg';
import { loadTopics, openTopics } from '../src/backup/stores/kafka.ts';
import { loadMongo, openMongo } from '../src/backup/stores/mongo.ts';
import { loadPostgres, openPostgres } from '../src/backup/stores/postgres.ts';
import { root } from '../src/config.ts';
import { runCommand } from '../src/process/run-command.ts';
import {
  type StandaloneKafka,
  type StandaloneMongo,
  type StandalonePostgres,
  startKafka,
  startMongo,
  startPostgres,
} from '../src/standalone/index.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ticketing-stores-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('PostgreSQL', () => {
  let servers: StandalonePostgres[];
  beforeAll(async () => {
    servers = await Promise.all([startPostgres(), startPostgres()]);
    for (const { url } of servers)
      await runCommand(process.execPath, [join(root, 'orders/src/migrate.ts')], { env: { DATABASE_URL: url } });
  }, 240_000);
  afterAll(() => Promise.all(servers.map((server) => server.stop())));

  const onServer = async <T>({ url }: StandalonePostgres, work: (client: pg.Client) => Promise<T>): Promise<T> => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    return work(client).finally(() => client.end());
  };

  it('restores the rows of the cut, with every type, and new positions in the log', async () => {
    const [from, to] = servers as [StandalonePostgres, StandalonePostgres];
    const insert = (id: string) =>
      `INSERT INTO outbox (id, topic, key, type, payload) VALUES ('${id}', 't', 'k', 'T', '{"a": null, "b": [1.50, "\u2028\\n"]}')`;
    await onServer(from, async (client) => {
      await client.query(insert('00000000-0000-4000-8000-000000000001'));
      await client.query(
        `INSERT INTO parked (stream, version, topic, event_id, event, key, value, headers)
         VALUES ('order:1', 3, 't', 'e', 'null', '\\x00ff10', NULL, '{}')`,
      );
      await client.query(`INSERT INTO tickets (id, title, price_minor, currency, user_id, reservation)
                          VALUES ('t1', 'Row "1", \\ ''2''', 2500, 'USD', 'u', 9007199254740993)`);
    });
    const snapshot = await openPostgres(from.url);
    await snapshot.take();
    await onServer(from, (client) => client.query(insert('00000000-0000-4000-8000-000000000002')));
    const contents = await snapshot.copyTo(join(folder, 'orders'));
    await snapshot.close();

    await loadPostgres(to.url, join(folder, 'orders'), contents);

    await onServer(to, async (client) => {
      const { rows } = await client.query(`SELECT id, written_at_lsn <= pg_current_wal_lsn() AS "isOurs" FROM outbox`);
      expect(rows).toEqual([{ id: '00000000-0000-4000-8000-000000000001', isOurs: true }]);
      const parked = await client.query(`SELECT event::text, key, value FROM parked`);
      expect(parked.rows).toEqual([{ event: 'null', key: Buffer.from('00ff10', 'hex'), value: null }]);
      const ticket = await client.query('SELECT title, reservation::text FROM tickets');
      expect(ticket.rows).toEqual([{ title: `Row "1", \\ '2'`, reservation: '9007199254740993' }]);
    });
    await expect(loadPostgres(to.url, join(folder, 'orders'), contents)).rejects.toThrow(/not empty/);
  }, 120_000);

  it('refuses other migrations', async () => {
    const [from] = servers as [StandalonePostgres];
    const other = { server: '17', migrations: ['30000101000000_future'], tables: {} };

    await expect(loadPostgres(from.url, folder, other)).rejects.toThrow(/with other migrations.*future/);
  });
});

describe('MongoDB', () => {
  let server: StandaloneMongo;
  beforeAll(async () => {
    server = await startMongo();
  }, 240_000);
  afterAll(() => server.stop());

  it('restores the documents of the cut with their types, and the indexes', async () => {
    const { MongoClient, BSON } = mongoose.mongo;
    const client = await MongoClient.connect(server.uri('before'));
    const mixed = {
      _id: 'a',
      whole: new BSON.Int32(1),
      real: new BSON.Double(1),
      long: BSON.Long.fromString('1'),
      at: new Date(0),
    };
    const before = client.db('before').collection<{ _id: string }>('things');
    await before.insertOne(mixed);
    await before.createIndex({ whole: 1 }, { name: 'only_one', unique: true, partialFilterExpression: { live: true } });
    const snapshot = await openMongo(server.uri('before'));
    await snapshot.take();
    await before.insertOne({ _id: 'later' });
    const contents = await snapshot.copyTo(join(folder, 'mongo'));
    await snapshot.close();

    await loadMongo(server.uri('after'), join(folder, 'mongo'), contents);

    const after = client.db('after').collection<{ _id: string }>('things');
    expect(await after.find({}, { promoteValues: false }).toArray()).toEqual([mixed]);
    expect(await after.listIndexes().toArray()).toContainEqual(
      expect.objectContaining({ name: 'only_one', unique: true, partialFilterExpression: { live: true } }),
    );
    await client.close();
    await expect(loadMongo(server.uri('after'), join(folder, 'mongo'), contents)).rejects.toThrow(/is not empty/);
  }, 120_000);
});

describe('Kafka', () => {
  let servers: StandaloneKafka[];
  const log = createLogger({ service: 'test', level: 'error' });
  const topic = 'orders.order.created.v2';
  beforeAll(async () => {
    servers = await Promise.all([startKafka(), startKafka()]);
    await Promise.all(servers.map(({ brokers }) => createTopics({ brokers, log })));
  }, 480_000);
  afterAll(() => Promise.all(servers.map((server) => server.stop())));

  it('restores records at their offsets, without those that had been deleted, and lets expiration read open orders again', async () => {
    const [from, to] = servers as [StandaloneKafka, StandaloneKafka];
    const kafkas = servers.map(({ brokers }) => createKafka({ clientId: 'test', brokers, log }));
    const [source, target] = await Promise.all(kafkas.map((kafka) => openAdmin(kafka)));
    if (!source || !target || !kafkas[0] || !kafkas[1]) throw new Error('no admin');
    const record = (key: string) => ({
      key,
      value: Buffer.from([0, 255]),
      headers: { 'event.id': Buffer.from(`id-${key}`), twice: ['1', '2'] },
      timestampMs: 1_795_000_000_000,
    });
    const writer = await openRecordWriter(kafkas[0]);
    await writer.append({ topic, partition: 1 }, 0, ['gone', 'paid', 'open', 'paid-later'].map(record));
    await source.deleteBefore([{ topic, partition: 1, offset: 1 }]);
    await source.commit('expiration', [{ topic, partition: 1, offset: 4 }]);
    await source.commit('payments', [{ topic, partition: 1, offset: 3 }]);
    const snapshot = await openTopics(from.brokers);
    await snapshot.take();
    await writer.append({ topic, partition: 1 }, 4, [record('after the cut')]);
    const contents = await snapshot.copyTo(join(folder, 'kafka'));
    await Promise.all([writer.close(), snapshot.close()]);

    await loadTopics(to.brokers, join(folder, 'kafka'), contents, new Set(['open']));

    const reader = await openTopicReader(kafkas[1], 'test');
    const ranges = (await target.rangesOf([topic])).filter(({ partition }) => partition === 1);
    expect(ranges).toEqual([{ topic, partition: 1, begin: 1, end: 4 }]);
    const found: unknown[] = [];
    await reader.read(ranges, ({ offset, key, timestampMs, originalHeaders }) => {
      found.push([offset, key?.toString(), timestampMs, originalHeaders.twice?.toString()]);
    });
    expect(found).toEqual(
      ['paid', 'open', 'paid-later'].map((key, at) => [String(at + 1), key, 1_795_000_000_000, '1,2']),
    );
    expect(await target.committedOf('expiration')).toEqual([{ topic, partition: 1, offset: 2 }]);
    expect(await target.committedOf('payments')).toEqual([{ topic, partition: 1, offset: 3 }]);
    await Promise.all([reader.close(), source.close(), target.close()]);
    await expect(loadTopics(to.brokers, join(folder, 'kafka'), contents, new Set())).rejects.toThrow(/is not empty/);
  }, 240_000);
});
