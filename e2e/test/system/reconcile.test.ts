import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { waitFor } from '@ticketing/common/backoff';
import type { ReconcileReport } from '@ticketing/common/reconcile';
import pg from 'pg';
import { checkSystem } from '../../src/checker/index.ts';
import { loadConfig } from '../../src/config.ts';
import { type Person, signUp } from '../../src/person.ts';
import { listTicket, readOrder, readTicket, reserve, until } from '../../src/purchase.ts';
import { runningSystem } from '../../src/system.ts';

const { storeUrl, addresses } = runningSystem();
const { home, graceSeconds, ttlSeconds } = loadConfig();

let seller: Person;
let buyer: Person;
beforeAll(async () => {
  [seller, buyer] = await Promise.all([signUp(storeUrl), signUp(storeUrl)]);
});

/** The command, as an operator runs it. */
async function reconcile(...args: string[]): Promise<{ code: number; reports: ReconcileReport[] }> {
  const program = join(import.meta.dirname, '../../../infra/local/src/main.ts');
  const run = promisify(execFile)(process.execPath, [program, 'reconcile', '--json', ...args], {
    env: { ...process.env, NODE_OPTIONS: '', TICKETING_HOME: home },
  });
  const { code = 0, stdout } = (await run.catch((error: { code: number; stdout: string }) => error)) as {
    code?: number;
    stdout: string;
  };
  return { code, reports: JSON.parse(stdout) as ReconcileReport[] };
}

/** Takes Debezium's slot away, with its own role: Connect says how it signs in. */
async function dropSlot(): Promise<void> {
  const answer = await fetch(`${addresses.connect}/connectors/orders-outbox/config`);
  const config = (await answer.json()) as Record<string, string>;
  const client = new pg.Client({
    host: config['database.hostname'],
    port: Number(config['database.port']),
    user: config['database.user'],
    password: config['database.password'],
    database: config['database.dbname'],
  });
  await client.connect();
  try {
    const isGone = async () => {
      await client.query('SELECT pg_terminate_backend(active_pid) FROM pg_replication_slots WHERE active');
      const drop = 'SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots WHERE NOT active';
      await client.query(drop).catch(() => undefined); // Debezium was faster and has it again
      return (await client.query('SELECT FROM pg_replication_slots')).rowCount === 0 ? true : null;
    };
    if (!(await waitFor(isGone, { timeoutMs: 20_000 }))) throw new Error('the slot could not be dropped');
  } finally {
    await client.end();
  }
}

describe('a lost replication slot', () => {
  it('is healed by one command: everybody learns of the orders made without it, and a second run finds nothing', async () => {
    await dropSlot();
    const tickets = await Promise.all(Array.from({ length: 3 }, () => listTicket(seller)));
    const orders = await Promise.all(tickets.map(({ id }) => reserve(buyer, id)));

    const dry = await reconcile('orders', '--dry-run');
    expect(dry.code).toBe(1);
    expect(dry.reports[0]?.rows.missing).toBeGreaterThanOrEqual(3);
    for (const { id } of tickets)
      expect(await readTicket(seller, id)).toMatchObject({ version: 0, status: 'available' });

    const { code, reports } = await reconcile('orders');
    expect(code).toBe(0);
    expect(reports[0]?.rows.missing).toBeGreaterThanOrEqual(3);
    for (const { id } of tickets)
      await until(
        () => readTicket(seller, id),
        ({ version }) => version > 0,
        30_000,
      );
    const lateMs = (ttlSeconds + graceSeconds + 10) * 1000;
    for (const { id } of orders)
      await until(
        () => readOrder(buyer, id),
        ({ status }) => status === 'cancelled',
        lateMs,
      );

    const { summary } = await checkSystem({ addresses, graceSeconds });
    expect(summary).toEqual([]);
    expect(await reconcile()).toMatchObject({
      code: 0,
      reports: ['orders', 'auth', 'tickets', 'payments'].map((source) => ({
        ...{ source, rows: { missing: 0 }, events: { missing: 0 } },
      })),
    });
  }, 300_000);
});
