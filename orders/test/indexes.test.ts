import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { inTransaction } from '@ticketing/common/postgres';
import { someUser } from '@ticketing/testing/api';
import { ticketCreated } from '@ticketing/testing/ticket-event';
import type { Tx } from '../src/store/database.ts';
import { lockOrders, saveOrders } from '../src/store/order-store.ts';
import { saveTickets } from '../src/store/ticket-store.ts';
import { givenTicketOf, type OrdersFixture, startOrders } from './orders-fixture.ts';
import { performanceOf } from './performance-fixture.ts';

let orders: OrdersFixture;
beforeAll(async () => {
  orders = await startOrders();
});
afterAll(() => orders.stop());

const copies = 2_000;

/** Copies rows until tables are large enough for an index to be worth it. */
async function growTables(): Promise<void> {
  const copy = (table: string, changed: string) =>
    orders.database.$executeRawUnsafe(
      `INSERT INTO ${table} SELECT (jsonb_populate_record(${table}, jsonb_build_object(${changed}))).*
       FROM ${table}, generate_series(1, ${copies}) AS n`,
    );
  await copy('tickets', `'id', 'copy ' || n`);
  await copy('orders', `'id', gen_random_uuid(), 'status', 'cancelled'`);
  await orders.database.$executeRaw`
    INSERT INTO order_seats (order_id, performance_id, seat_id, is_live)
    SELECT id, performance_id, 'a seat', false FROM orders WHERE performance_id IS NOT NULL`;
  await orders.database.$executeRaw`ANALYZE tickets, orders, order_seats`;
}

/** How often each table was read from start to end by this connection; earlier transactions may count, too. */
const scansOf = async (tx: Tx) => {
  const rows = await tx.$queryRaw<{ table: string; scans: number }[]>`
    SELECT relname AS table, seq_scan::int AS scans FROM pg_stat_xact_user_tables
    WHERE relname IN ('tickets', 'orders', 'order_seats')`;
  return Object.fromEntries(rows.map(({ table, scans }) => [table, scans]));
};

it('events are applied without reading tables of some thousand rows', async () => {
  const as = someUser();
  const place = (body: object) => orders.api.request('POST', '/api/orders', { as, body });
  const ticket = await givenTicketOf(orders);
  const performance = performanceOf();
  await orders.deliver('catalog.performance.published.v1', performance);
  const placed = [
    await place({ ticketId: ticket.id }),
    await place({ performanceId: performance.id, bestAvailable: { quantity: 2 } }),
  ];
  const ids = placed.map(({ body }) => (body as { id: string }).id);
  await growTables();

  const [before, after] = await inTransaction(orders.database, async (tx) => {
    const start = await scansOf(tx);
    await saveTickets(tx, [ticketCreated()]);
    const locked = await lockOrders(tx, ids);
    await saveOrders(
      tx,
      [...locked.values()].map(({ order }) => ({ order, events: [{ type: 'Cancelled', reason: 'expired' }] })),
    );
    return [start, await scansOf(tx)];
  });

  expect(after).toEqual({ tickets: 0, orders: 0, order_seats: 0, ...before });
});

it('a connection parses a statement once', async () => {
  const statements = await inTransaction(orders.database, async (tx) => {
    for (const _ of [1, 2]) await lockOrders(tx, [randomUUID()]);
    return tx.$queryRaw<{ parsed: number }[]>`
      SELECT count(*)::int AS parsed FROM pg_prepared_statements
      WHERE statement LIKE '%FROM orders WHERE id = ANY(%FOR UPDATE'`;
  });

  expect(statements).toEqual([{ parsed: 1 }]);
});
