import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Answer, someUser, type TestUser } from '@ticketing/testing/api';
import { listOrdersOf } from '../src/store/order-store.ts';
import { type OrdersFixture, startOrders } from './orders-fixture.ts';

let orders: OrdersFixture;
beforeAll(async () => {
  orders = await startOrders();
});
afterAll(() => orders.stop());

/** Creates cancelled orders, two per timestamp, like those of a long-running service. */
async function givenOrders(buyer: TestUser, count: number): Promise<string[]> {
  const rows = Array.from({ length: count }, (_, index) => ({
    id: randomUUID(),
    userId: buyer.id,
    ticketId: `ticket ${index}`,
    title: 'Concert',
    priceMinor: 100,
    currency: 'USD',
    reservation: 1,
    status: 'cancelled',
    version: 1,
    createdAt: new Date(1_000_000 + Math.floor(index / 2)),
    expiresAt: new Date(2_000_000),
  }));
  await orders.database.order.createMany({ data: rows });
  const newestFirst = rows.toSorted((a, b) => Number(b.createdAt) - Number(a.createdAt) || (a.id < b.id ? 1 : -1));
  return newestFirst.map(({ id }) => id);
}

const list = (as: TestUser, query = '') => orders.api.request('GET', `/api/orders${query}`, { as });
const idsOf = ({ body }: Answer): string[] => (body as { id: string }[]).map(({ id }) => id);
const nextOf = ({ headers }: Answer): string | undefined =>
  /^<\/api\/orders(\?[^>]+)>; rel="next"$/.exec(headers.get('link') ?? '')?.[1];

describe('GET /api/orders', () => {
  it('returns 50 orders per page unless another limit is requested, as one array', async () => {
    const buyer = someUser();
    const ids = await givenOrders(buyer, 120);
    expect(idsOf(await list(buyer))).toEqual(ids.slice(0, 50));
    expect(idsOf(await list(buyer, '?limit=100'))).toEqual(ids.slice(0, 100));
    expect((await list(buyer, '?limit=101')).status).toBe(400);
  });

  it('pages through all orders, even with equal timestamps and new orders in between', async () => {
    const buyer = someUser();
    const ids = await givenOrders(buyer, 9);
    const seen: string[] = [];
    for (let query: string | undefined = '?limit=2'; query; ) {
      const page = await list(buyer, query);
      seen.push(...idsOf(page));
      query = nextOf(page);
      await orders.database.order.updateMany({ where: { id: ids[8] ?? '' }, data: { version: { increment: 1 } } });
    }
    expect(seen).toEqual(ids);
    expect(nextOf(await list(buyer, '?limit=9'))).toBeUndefined();
  });

  it('starts a late page from the index, without reading the earlier ones', async () => {
    const buyer = someUser();
    await givenOrders(buyer, 400);
    await orders.database.$executeRaw`ANALYZE orders`;
    const end = { value: 1_000_010, id: randomUUID() };
    expect(await listOrdersOf(orders.database, { userId: buyer.id, limit: 5, after: end })).toHaveLength(5);
    const [plan] = await orders.database.$queryRaw<{ 'QUERY PLAN': unknown }[]>`
      EXPLAIN (FORMAT JSON) SELECT id FROM orders
      WHERE user_id = ${buyer.id} AND (created_at, id) < (${new Date(end.value)}::timestamptz, ${end.id}::uuid)
      ORDER BY created_at DESC, id DESC LIMIT 5`;
    const text = JSON.stringify(plan?.['QUERY PLAN']);
    expect(text).toContain('orders_of_user_by_page');
    expect(text).toMatch(/Index Cond.*ROW\(created_at, id\)/);
    expect(text).not.toContain('Sort Key');
  });
});
