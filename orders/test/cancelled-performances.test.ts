import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { codesOf, someUser } from '@ticketing/testing/api';
import { endCancelledPerformances, ordersPerCall } from '../src/use-cases/end-cancelled-performances.ts';
import { type OrdersFixture, startOrders } from './orders-fixture.ts';
import { cancellationOf, performanceOf, seatRow } from './performance-fixture.ts';

let orders: OrdersFixture;
let sweep: () => Promise<number>;
beforeAll(async () => {
  orders = await startOrders();
  sweep = endCancelledPerformances({ database: orders.database });
});
afterAll(() => orders.stop());

type Published = ReturnType<typeof performanceOf>;

async function givenPerformance(given: Partial<Published> = {}): Promise<Published> {
  const published = performanceOf(given);
  await orders.deliver('catalog.performance.published.v1', published);
  return published;
}
const cancel = (published: Published) => orders.deliver('catalog.performance.updated.v1', cancellationOf(published));

async function givenOrder({ id: performanceId }: Published, wish: object = { bestAvailable: { quantity: 2 } }) {
  const buyer = someUser();
  const { status, body } = await orders.api.request('POST', '/api/orders', {
    as: buyer,
    body: { performanceId, ...wish },
  });
  expect(status).toBe(201);
  const { id, total } = body as { id: string; total: number };
  return { id, buyer, totalMinor: total * 100 };
}
type TestOrder = Awaited<ReturnType<typeof givenOrder>>;

const pay = ({ id: orderId }: TestOrder) =>
  orders.deliver('payments.payment.created.v1', { id: randomUUID(), orderId, stripeId: `pi_${orderId}` });
const read = async ({ id, buyer }: TestOrder) =>
  (await orders.api.request('GET', `/api/orders/${id}`, { as: buyer })).body;

it('ends every order, paid or not, once, with concurrent sweepers, and frees the places', async () => {
  const show = await givenPerformance();
  const [unpaid, standing, paid, other] = [
    await givenOrder(show),
    await givenOrder(show, { standing: { sectionId: 'floor', quantity: 3 } }),
    await givenOrder(show),
    await givenOrder(await givenPerformance()),
  ];
  await pay(paid);
  expect(await read(paid)).toMatchObject({ status: 'complete', version: 1 });

  expect(await sweep()).toBe(0);
  await cancel(show);
  await Promise.all([sweep(), sweep(), sweep()]);
  expect(await sweep()).toBe(0);

  const ended = { status: 'cancelled', cancelReason: 'event_cancelled' };
  expect(await read(unpaid)).toMatchObject({ ...ended, version: 1 });
  expect(await read(standing)).toMatchObject({ ...ended, version: 1 });
  expect(await read(paid)).toMatchObject({ ...ended, version: 2 });
  expect(await read(other)).toMatchObject({ status: 'created' });
  expect((await orders.outboxOf(paid.id, 'v2')).map(({ topic }) => topic)).toEqual([
    'orders.order.created.v2',
    'orders.order.completed.v2',
    'orders.order.cancelled.v2',
  ]);
  const [area] = await orders.database.standingArea.findMany({ where: { performanceId: show.id } });
  expect(area?.taken).toBe(0);
  expect(await orders.database.orderSeat.count({ where: { performanceId: show.id, isLive: true } })).toBe(0);
});

it('sells nothing more, and the buyer of a paid order cannot release it', async () => {
  const show = await givenPerformance();
  const paid = await givenOrder(show);
  await pay(paid);
  await cancel(show);
  const refused = await orders.api.request('POST', '/api/orders', {
    as: someUser(),
    body: { performanceId: show.id, bestAvailable: { quantity: 1 } },
  });
  expect([refused.status, ...codesOf(refused)]).toEqual([400, 'performance_cancelled']);
  const released = await orders.api.request('DELETE', `/api/orders/${paid.id}`, { as: paid.buyer });
  expect(codesOf(released)).toEqual(['already_paid']);

  await sweep();
  await orders.deliver('payments.payment.refunded.v1', {
    ...{
      id: randomUUID(),
      orderId: paid.id,
      amount: paid.totalMinor,
      currency: 'USD',
      reason: 'order_cancelled',
      number: 1,
    },
  });
  expect(await read(paid)).toMatchObject({
    status: 'cancelled',
    cancelReason: 'event_cancelled',
    refund: { status: 'refunded', amount: paid.totalMinor / 100 },
  });
});

it('ends a limited number at a time, and goes on where it was stopped', async () => {
  const orderCount = ordersPerCall + 5;
  const rows = Array.from({ length: 11 }, (_, at) => seatRow(String.fromCharCode(65 + at), 10));
  const show = await givenPerformance({ sections: [{ id: 'stalls', name: 'Stalls', rows, standing: null }] });
  for (let count = 0; count < orderCount; count += 1) await givenOrder(show);
  await cancel(show);
  expect(await sweep()).toBe(ordersPerCall);
  expect(await sweep()).toBe(5);
  expect(await sweep()).toBe(0);
});
