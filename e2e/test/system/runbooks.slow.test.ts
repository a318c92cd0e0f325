import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { withPostgres } from '../../src/checker/observe/postgres.ts';
import { loadConfig } from '../../src/config.ts';
import { readMetric } from '../../src/faults/tools/metrics.ts';
import { dropSlot } from '../../src/faults/tools/slot.ts';
import { newOperator, type Operator } from '../../src/operator.ts';
import { type Person, signUp } from '../../src/person.ts';
import { listTicket, readOrder, readTicket, reserve, until } from '../../src/purchase.ts';
import { openRunbook } from '../../src/runbooks/runbook.ts';
import { runningSystem } from '../../src/system.ts';

const system = runningSystem();
const { storeUrl, addresses, urlOf } = system;
const { home } = loadConfig();
const follow = (name: string, env?: NodeJS.ProcessEnv) => openRunbook(system, name, home, env);
const metricBecomes = (program: string, metric: string, isTrue: (value: number) => boolean, timeoutMs = 60_000) =>
  until(() => readMetric(system, program, metric), isTrue, timeoutMs);
/** Kills a program, and restarts it in the end unless the runbook has. */
async function without(name: string, follows: () => Promise<void>): Promise<void> {
  system.kill(name);
  try {
    await follows();
  } finally {
    if (!system.processes().find((process) => process.name === name)?.pid) await system.restart(name);
  }
}
/** curl could not connect. */
const noAnswer = 7;

let seller: Person;
let buyer: Person;
let operator: Operator;
beforeAll(async () => {
  [seller, buyer, operator] = await Promise.all([signUp(storeUrl), signUp(storeUrl), newOperator(system)]);
}, 60_000);
afterAll(() => operator?.leave());

/** Waits until an order has passed through every outbox, relay and consumer. */
async function expectPurchase(): Promise<void> {
  const { id: ticketId } = await listTicket(seller);
  const { id } = await until(
    () => buyer.request<{ id: string }>('POST', '/api/orders', { ticketId }),
    ({ status }) => status === 201,
    60_000,
  ).then(({ body }) => body);
  await buyer.expect(201, 'POST', '/api/payments', { orderId: id, token: 'tok_visa' });
  await until(
    () => readTicket(seller, ticketId),
    ({ status }) => status === 'sold',
    60_000,
  );
}

describe('stuck-outbox', () => {
  const runbook = follow('stuck-outbox');

  it('nobody relays: one command restarts the relay', async () => {
    system.kill('relay-mongo');
    await until(
      () => runbook.run('curl -s $RELAY_URL/readyz'),
      ({ code }) => code === noAnswer,
    );
    expect(await runbook.run('npm run restart relay-mongo')).toMatchObject({ code: 0 });
    await expectPurchase();
    const { output } = await runbook.run(`curl -s $RELAY_URL/metrics | grep -E '^(outbox_|relay_)'`);
    expect(output).toMatch(/^outbox_pending\S* \d/m);
    expect(output).toMatch(/^relay_lease_held\S* 1/m);
  }, 120_000);

  it('events are not published because the broker is unavailable: relay and consumers say so, and continue by themselves', async () => {
    const consumer = follow('consumer-behind', { SERVICE_URL: urlOf('orders') });
    await without('kafka', async () => {
      await listTicket(seller);
      await metricBecomes('relay-mongo', 'outbox_oldest_pending_age_seconds', (age) => age > 0);
      await until(
        () => runbook.run('curl -s $RELAY_URL/readyz'),
        ({ output }) => output.includes('"broker":"away"'),
        60_000,
      );
      await metricBecomes('orders', 'consumer_is_member', (isMember) => isMember === 0, 90_000);
      expect((await consumer.run(`curl -s $SERVICE_URL/metrics | grep '^consumer_'`)).output).toMatch(
        /^consumer_is_member\S* 0/m,
      );
      expect((await consumer.run('curl -s $SERVICE_URL/readyz')).output).toContain('"broker":"away"');
    });
    await metricBecomes('orders', 'consumer_is_member', (isMember) => isMember > 0, 120_000);
    await expectPurchase();
  }, 400_000);

  it('nobody reads the slot: Connect is down', async () => {
    const slots =
      'psql "$DATABASE_URL" -c "SELECT slot_name, active, wal_status, pg_size_pretty(pg_wal_lsn_diff(pg_current_wal_lsn(), confirmed_flush_lsn)) AS behind FROM pg_replication_slots"';
    const status = 'curl -s $CONNECT_URL/connectors/orders-outbox/status';
    await without('connect', async () => {
      await metricBecomes('orders', 'outbox_slot_active', (isActive) => isActive === 0);
      expect((await runbook.run(slots)).output).toMatch(/^\s*orders_outbox\s*\|\s*f/m);
      await until(
        () => runbook.run(status),
        ({ code }) => code === noAnswer,
      );
      expect(await runbook.run('npm run restart connect')).toMatchObject({ code: 0 });
    });
    await until(
      () => runbook.run(slots),
      ({ output }) => /^\s*orders_outbox\s*\|\s*t/m.test(output),
      60_000,
    );
    expect((await runbook.run(status)).output).toContain('"RUNNING"');
    expect(
      await runbook.run(
        'curl -s -X POST "$CONNECT_URL/connectors/orders-outbox/restart?includeTasks=true&onlyFailed=true"',
      ),
    ).toMatchObject({ code: 0 });
    expect((await runbook.run('curl -s $RELAY_RAW_URL/readyz')).output).toContain('"status":"ok"');
    expect(await runbook.run('npm run restart relay-raw')).toMatchObject({ code: 0 });
    await expectPurchase();
  }, 300_000);
});

it('lost-slot: reconcile creates the slot and publishes what is missing', async () => {
  const runbook = follow('lost-slot');
  await dropSlot({ addresses, home });
  const { id: ticketId } = await listTicket(seller);
  const { id } = await reserve(buyer, ticketId);
  await metricBecomes('orders', 'outbox_slot_exists', (exists) => exists === 0);
  expect((await runbook.run('npm run reconcile -- --dry-run')).code).toBe(1);
  expect((await runbook.run('npm run reconcile -- orders')).code).toBe(0);
  expect((await runbook.run('npm run reconcile -- orders tickets --json')).output).toContain('"source"');
  await until(
    async () => (await runbook.run('npm run reconcile -- --dry-run')).code,
    (code) => code === 0,
    120_000,
  );
  await until(
    () => readOrder(buyer, id),
    ({ status }) => status === 'cancelled',
    120_000,
  );
  expect((await runbook.run('npm run invariants')).code).toBe(0);
}, 400_000);

it('consumer-behind: a forgotten transaction holds a consumer back', async () => {
  const runbook = follow('consumer-behind', { SERVICE_URL: urlOf('orders') });
  const { id: ticketId } = await listTicket(seller);
  const { id } = await reserve(buyer, ticketId);
  await withPostgres(addresses.databases.orders, async (client) => {
    await client.query('BEGIN');
    await client.query('SELECT FROM orders WHERE id = $1 FOR UPDATE', [id]);
    await buyer.expect(201, 'POST', '/api/payments', { orderId: id, token: 'tok_visa' });
    await metricBecomes('orders', 'consumer_held_back_seconds', (seconds) => seconds > 0);
    const find = runbook.quote(
      "SELECT pid, state, now() - xact_start AS age, query FROM pg_stat_activity WHERE xact_start < now() - interval '10 seconds'",
    );
    await withPostgres(addresses.databases.orders, async (other) => {
      const pids = async () => (await other.query<{ pid: number }>(find)).rows.map(({ pid }) => pid);
      const [pid] = await until(pids, ({ length }) => length === 1, 30_000);
      await other.query(runbook.quote('SELECT pg_terminate_backend(<pid>)').replace('<pid>', String(pid)));
    });
  });
  await until(
    () => readOrder(buyer, id),
    ({ status }) => status === 'complete',
    60_000,
  );
}, 180_000);

describe('requests-fail', () => {
  const runbook = () => follow('requests-fail', { SERVICE_URL: urlOf('tickets') });

  it('a program is down', async () => {
    await without('tickets', async () => {
      await until(
        () => runbook().run('npm run status'),
        ({ output }) => /^\s*(stopped|failed) +tickets\b/m.test(output),
      );
    });
    expect(await runbook().run('curl -s $SERVICE_URL/readyz')).toMatchObject({ code: 0 });
  }, 60_000);

  it('its database is unavailable', async () => {
    await without('mongo', async () => {
      expect((await seller.request('POST', '/api/tickets', { title: 'Row 1', price: 25 })).status).toBe(503);
      expect((await runbook().run('curl -s $SERVICE_URL/readyz')).output).toContain('"database":"away"');
      const failing = await runbook().run(`curl -s $SERVICE_URL/metrics | grep 'duration_seconds_count.*status="5'`);
      expect(failing.output).toContain('/api/tickets');
    });
    await expectPurchase();
  }, 180_000);
});
