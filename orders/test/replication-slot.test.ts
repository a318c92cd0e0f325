import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { waitFor } from '@ticketing/common/backoff';
import { silentLogger } from '@ticketing/common/log';
import { createMetrics, type Registry } from '@ticketing/common/metrics';
import { migrate, postgresReconcileSource, prune, watchSlot } from '@ticketing/common/postgres';
import { startTestPostgres, type TestPostgres } from '@ticketing/testing/postgres';
import { Client } from 'pg';
import { type Database, openDatabase } from '../src/store/database.ts';
import { migrationTarget } from '../src/store/migration-target.ts';

const slot = 'orders_outbox';
let postgres: TestPostgres;
let database: Database;
let superuser: Client;
beforeAll(async () => {
  postgres = await startTestPostgres();
  await migrate(migrationTarget, postgres.url);
  database = openDatabase(postgres.url);
  superuser = new Client({ connectionString: postgres.superuserUrl });
  await superuser.connect();
}, 120_000);
afterAll(async () => {
  await superuser?.end();
  await database?.$disconnect();
  await postgres?.stop();
});
beforeEach(async () => {
  await dropSlot();
  await superuser.query('TRUNCATE outbox');
});

const createSlot = () => superuser.query(`SELECT pg_create_logical_replication_slot($1, 'pgoutput')`, [slot]);
const dropSlot = () =>
  superuser.query('SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots WHERE slot_name = $1', [slot]);
/** Like Debezium: reads everything committed and confirms it. */
const confirmAll = async () => {
  // A checkpoint makes PostgreSQL record running transactions; it can discard the log before that record.
  for (let round = 0; round < 2; round += 1) {
    await superuser.query('CHECKPOINT');
    const options = `'proto_version', '1', 'publication_names', 'orders_outbox'`;
    await superuser.query(`SELECT count(*) FROM pg_logical_slot_get_binary_changes($1, NULL, NULL, ${options})`, [
      slot,
    ]);
  }
};
const insertRow = (client: Pick<Client, 'query'>, { ageDays = 0 } = {}) =>
  client.query(
    `INSERT INTO outbox (id, topic, key, type, payload, created_at)
     VALUES ($1, 'orders.order.created.v1', 'order', 'OrderCreated', '{}', now() - make_interval(days => $2))`,
    [randomUUID(), ageDays],
  );
const rowsLeft = () => database.outbox.count();

describe('pruning the outbox', () => {
  it('deletes rows older than seven days that the slot has confirmed, and no others', async () => {
    await createSlot();
    await insertRow(superuser, { ageDays: 8 });
    await insertRow(superuser, { ageDays: 6 });
    await confirmAll();
    await insertRow(superuser, { ageDays: 8 });
    await prune(database, slot);

    expect(await rowsLeft()).toBe(2);
  });

  it('keeps everything without a slot, because the table is needed to recover from a lost one', async () => {
    await insertRow(superuser, { ageDays: 80 });
    await prune(database, slot);

    expect(await rowsLeft()).toBe(1);
  });

  it('keeps a row written before the confirmed position whose transaction ended after it', async () => {
    await createSlot();
    const slow = new Client({ connectionString: postgres.url });
    await slow.connect();
    await slow.query('BEGIN');
    await insertRow(slow, { ageDays: 8 });
    await insertRow(superuser);
    await confirmAll();
    await slow.query('COMMIT');
    await slow.end();
    await prune(database, slot);
    expect(await rowsLeft()).toBe(2);

    await confirmAll();
    await prune(database, slot);
    expect(await rowsLeft()).toBe(1);
  });
});

describe('reconciling', () => {
  it('waits for rows from the future as for new ones, not until their time has come', async () => {
    await insertRow(superuser, { ageDays: -1 });
    await insertRow(superuser, { ageDays: 1 });
    const pages = [];
    for await (const rows of await postgresReconcileSource(database, slot, { settledAfterMs: 10 }).publishedRows())
      pages.push(rows);

    expect(pages.flat()).toHaveLength(1);
  });
});

describe('the slot metrics', () => {
  let metrics: Registry;
  let log: ReturnType<typeof silentLogger>;
  let error: ReturnType<typeof jest.spyOn>;
  let stop: () => Promise<void>;
  const watch = (startupToleranceMs: number) => {
    metrics = createMetrics('orders');
    log = silentLogger();
    error = jest.spyOn(log, 'error');
    stop = watchSlot({ database, slotName: slot, metrics, log, checkEveryMs: 20, startupToleranceMs });
  };
  const read = async (name: string): Promise<number | undefined> => {
    const { values } = (await metrics.getSingleMetric(name)?.get()) ?? { values: [] };
    return values[0]?.value;
  };

  it('report Debezium’s lag in bytes and age', async () => {
    await createSlot();
    await confirmAll();
    watch(60_000);
    expect(await read('outbox_slot_exists')).toBe(1);
    expect(await read('outbox_slot_active')).toBe(0);
    const lagBefore = await read('outbox_slot_lag_bytes');
    expect(await read('outbox_oldest_pending_age_seconds')).toBe(0);

    await insertRow(superuser, { ageDays: 1 });
    expect(await read('outbox_slot_lag_bytes')).toBeGreaterThan(lagBefore ?? Number.NaN);
    expect(await read('outbox_oldest_pending_age_seconds')).toBeCloseTo(24 * 60 * 60, -2);
    await confirmAll();
    expect(await read('outbox_oldest_pending_age_seconds')).toBe(0);
    await stop();
    expect(error).not.toHaveBeenCalled();
  });

  it('report a missing slot with an error: immediately if it existed before', async () => {
    await createSlot();
    watch(60_000);
    await waitFor(async () => ((await read('outbox_slot_exists')) === 1 ? true : null), { timeoutMs: 5_000 });
    await dropSlot();
    await waitFor(async () => (error.mock.calls.length > 0 ? true : null), { timeoutMs: 5_000 });
    await stop();

    expect(error).toHaveBeenCalledWith(expect.objectContaining({ slotName: slot }), expect.any(String));
    expect(await read('outbox_slot_exists')).toBe(0);
    expect(await read('outbox_slot_lag_bytes')).toBeNaN();
  });

  it('delay the error until the connector of a new system has started', async () => {
    watch(60_000);
    expect(await read('outbox_slot_exists')).toBe(0);
    await stop();
    expect(error).not.toHaveBeenCalled();

    watch(0);
    await waitFor(async () => (error.mock.calls.length > 0 ? true : null), { timeoutMs: 5_000 });
    await stop();
    expect(error).toHaveBeenCalled();
  });
});
