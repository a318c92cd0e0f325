import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { codesOf, someUser, type TestUser } from '@ticketing/testing/api';
import { expectedEvents } from '../src/use-cases/expected-events.ts';
import { type OrdersFixture, startOrders } from './orders-fixture.ts';
import { performanceOf } from './performance-fixture.ts';

let orders: OrdersFixture;
beforeAll(async () => {
  orders = await startOrders();
});
afterAll(() => orders.stop());

interface TestOrder {
  id: string;
  performanceId: string;
  buyer: TestUser;
}
const seats = (...numbers: number[]) => numbers.map((number) => `stalls:A:${number}`);

async function givenOrder(wish: object = { seats: seats(1, 2, 3, 4) }): Promise<TestOrder> {
  const { id: performanceId, ...rest } = performanceOf();
  await orders.deliver('catalog.performance.published.v1', { id: performanceId, ...rest });
  const buyer = someUser();
  const answer = await orders.api.request('POST', '/api/orders', { as: buyer, body: { performanceId, ...wish } });
  expect(answer.status).toBe(201);
  return { id: (answer.body as { id: string }).id, performanceId, buyer };
}
async function givenPaidOrder(wish?: object): Promise<TestOrder> {
  const order = await givenOrder(wish);
  await orders.deliver('payments.payment.created.v1', { id: randomUUID(), orderId: order.id, stripeId: 'pi_1' });
  return order;
}
const release = ({ id, buyer }: TestOrder, body: object, options: { as?: TestUser; key?: string } = {}) =>
  orders.api.request('POST', `/api/orders/${id}/release`, {
    ...{ as: options.as ?? buyer, body },
    headers: options.key ? { 'idempotency-key': options.key } : {},
  });
const read = async ({ id, buyer }: TestOrder) =>
  (await orders.api.request('GET', `/api/orders/${id}`, { as: buyer })).body;
const requestOf = ({ id: orderId, performanceId }: TestOrder, given: object = {}) => ({
  ...{ id: randomUUID(), orderId, performanceId, isWhole: false, seatIds: [], standing: null },
  ...given,
});
type Request = ReturnType<typeof requestOf>;
const refund = (request: Request, eventId?: string) => orders.deliver('catalog.refund.requested.v1', request, eventId);
const answersTo = async ({ id, orderId }: Request) => {
  const rows = await orders.database.$queryRaw<{ payload: Record<string, unknown> }[]>`
    SELECT payload FROM outbox WHERE key = ${orderId} AND topic = 'orders.refund.answered.v1'
    ORDER BY written_at_lsn`;
  return rows.map(({ payload }) => payload).filter((answer) => answer.id === id);
};
const topicsOf = async ({ id }: TestOrder) =>
  (await orders.outboxOf(id, 'v2')).map(({ topic }) => topic.split('.')[2] ?? '');
/** Which seats live orders have, and how many standing places. */
const taken = async ({ performanceId }: TestOrder) => {
  const live = await orders.database.orderSeat.findMany({ where: { performanceId, isLive: true } });
  const area = await orders.database.standingArea.findFirst({ where: { performanceId } });
  return { seats: live.map(({ seatId }) => seatId).toSorted(), standing: area?.taken };
};

describe('POST /api/orders/:id/release', () => {
  it('gives places back: they are free, the total is smaller, and one event says so', async () => {
    const order = await givenOrder();
    const answer = await release(order, { seats: seats(2, 4) });
    expect(answer).toMatchObject({
      status: 200,
      body: { status: 'created', version: 1, total: 98, items: [{ seatId: 'stalls:A:1' }, { seatId: 'stalls:A:3' }] },
    });
    const returned = seats(2, 4).map((seatId) => ({ seatId, reason: 'buyer', price: 49 }));
    expect(await read(order)).toMatchObject({ total: 98, returned });
    expect(await taken(order)).toEqual({ seats: seats(1, 3), standing: 0 });
    expect(await orders.outboxOf(order.id, 'v2')).toMatchObject([
      { topic: 'orders.order.created.v2' },
      { topic: 'orders.order.reduced.v2', payload: { version: 1, total: 9_800, reason: 'buyer', requestId: null } },
    ]);
    const again = await orders.api.request('POST', '/api/orders', {
      ...{ as: someUser(), body: { performanceId: order.performanceId, seats: seats(2, 4) } },
    });
    expect(again.status).toBe(201);
  });

  it('gives standing places back, and frees the rest with the end of the order', async () => {
    const order = await givenOrder({ standing: { sectionId: 'floor', quantity: 4 } });
    await release(order, { standing: { sectionId: 'floor', quantity: 3 } });
    expect(await taken(order)).toEqual({ seats: [], standing: 1 });
    await orders.api.request('DELETE', `/api/orders/${order.id}`, { as: order.buyer });
    expect(await taken(order)).toEqual({ seats: [], standing: 0 });
    expect(await topicsOf(order)).toEqual(['created', 'reduced', 'cancelled']);
  });

  it('gives them back once for one Idempotency-Key, also after a crash', async () => {
    const order = await givenOrder({ standing: { sectionId: 'floor', quantity: 4 } });
    const once = () => release(order, { standing: { sectionId: 'floor', quantity: 1 } }, { key: 'one-place' });
    await once();
    await orders.expireResponses();
    expect(await once()).toMatchObject({ status: 200, body: { version: 1, total: 60 } });
    expect(await taken(order)).toMatchObject({ standing: 3 });
  });

  it('is applied one after the other by two at the same time', async () => {
    const order = await givenOrder();
    const answers = await Promise.all([1, 2, 3, 4].map((number) => release(order, { seats: seats(number) })));
    const refused = answers.filter(({ status }) => status !== 200);
    expect(refused.map(codesOf)).toEqual([['all_places']]);
    expect(await read(order)).toMatchObject({ version: 3, total: 49 });
  });

  it('uses up less of the limit against hoarding', async () => {
    const order = await givenOrder();
    await release(order, { seats: seats(1, 2, 3) });
    expect(await orders.database.order.findUnique({ where: { id: order.id } })).toMatchObject({ places: 1 });
  });

  it('is refused while a payment is open, and possible again after it has failed', async () => {
    const order = await givenOrder();
    await orders.deliver('payments.payment.started.v1', { orderId: order.id, attempt: 1, waitedMs: 0 });
    const refused = await release(order, { seats: seats(1) });
    expect([refused.status, codesOf(refused)]).toEqual([409, ['payment_in_progress']]);
    await orders.deliver('payments.payment.failed.v1', { orderId: order.id, attempt: 1, reason: 'card_declined' });
    expect((await release(order, { seats: seats(1) })).status).toBe(200);
  });

  it('is for the buyer, of places that the order has', async () => {
    const order = await givenOrder();
    expect((await release(order, { seats: seats(1) }, { as: someUser() })).status).toBe(401);
    expect((await release({ ...order, id: randomUUID() }, { seats: seats(1) })).status).toBe(404);
    expect(codesOf(await release(order, { seats: ['stalls:B:1'] }))).toEqual(['unknown_place']);
    expect(codesOf(await release(order, { seats: seats(1, 2, 3, 4) }))).toEqual(['all_places']);
    for (const body of [{}, { seats: [] }, { seats: ['x'] }, { standing: { sectionId: 'floor', quantity: 0 } }])
      expect((await release(order, body)).status).toBe(400);
    expect(await topicsOf(order)).toEqual(['created']);
  });
});

describe('an organiser’s refund', () => {
  it('takes places from a paid order, answers, and is the same when it is repeated under any event id', async () => {
    const order = await givenPaidOrder();
    const request = requestOf(order, { seatIds: seats(1, 2) });
    const eventId = randomUUID();
    await refund(request, eventId);
    await refund(request, eventId);
    await orders.database.inbox.deleteMany({});
    await refund(request, eventId);
    await refund(request);

    expect(await read(order)).toMatchObject({ status: 'complete', total: 98, version: 2 });
    expect(await taken(order)).toMatchObject({ seats: seats(3, 4) });
    expect(await topicsOf(order)).toEqual(['created', 'completed', 'reduced']);
    const answers = await answersTo(request);
    expect(answers[0]).toEqual({
      ...{ id: request.id, orderId: order.id, outcome: 'refunded', reason: null, amount: 9_800, currency: 'USD' },
    });
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  });

  it('of all places ends the order, and so does one of the whole order', async () => {
    const [all, whole] = [await givenPaidOrder(), await givenPaidOrder()];
    await refund(requestOf(all, { seatIds: seats(1, 2, 3, 4) }));
    const request = requestOf(whole, { isWhole: true });
    await refund(request);
    for (const order of [all, whole]) {
      expect(await read(order)).toMatchObject({ status: 'cancelled', cancelReason: 'refunded', version: 2 });
      expect(await taken(order)).toMatchObject({ seats: [] });
    }
    expect(await answersTo(request)).toMatchObject([{ outcome: 'refunded', amount: 19_600 }]);
  });

  it('that is refused once stays refused, whatever happens to the order', async () => {
    const order = await givenOrder();
    const request = requestOf(order, { seatIds: seats(1) });
    await refund(request);
    await orders.deliver('payments.payment.created.v1', { id: randomUUID(), orderId: order.id, stripeId: 'pi_1' });
    await refund(request);
    expect(await answersTo(request)).toMatchObject([
      { outcome: 'refused', reason: 'order_unpaid', amount: 0 },
      { outcome: 'refused', reason: 'order_unpaid' },
    ]);
    expect(await read(order)).toMatchObject({ version: 1, total: 196 });
  });

  it('changes nothing for unknown orders, other performances, and places that are gone', async () => {
    const order = await givenPaidOrder();
    const requests = [
      requestOf({ ...order, id: randomUUID() }, { isWhole: true }),
      requestOf({ ...order, performanceId: 'another' }, { isWhole: true }),
      requestOf(order, { seatIds: seats(1) }),
      requestOf(order, { seatIds: seats(1, 2) }),
    ];
    await orders.deliverAll(
      requests.map((event) => ({ topic: 'catalog.refund.requested.v1' as const, event, eventId: randomUUID() })),
    );
    const reasons = await Promise.all(requests.map(async (request) => (await answersTo(request))[0]?.reason));
    expect(reasons).toEqual(['order_not_found', 'order_not_found', null, 'unknown_place']);
    expect(await read(order)).toMatchObject({ version: 2, total: 147 });
  });

  it('of several in one transaction is applied in sequence', async () => {
    const order = await givenPaidOrder();
    const requests = [1, 2, 3, 4].map((number) => requestOf(order, { seatIds: seats(number) }));
    await orders.deliverAll(
      requests.map((event) => ({ topic: 'catalog.refund.requested.v1' as const, event, eventId: randomUUID() })),
    );
    expect(await read(order)).toMatchObject({ status: 'cancelled', cancelReason: 'refunded', version: 5 });
    expect(await topicsOf(order)).toEqual(['created', 'completed', 'reduced', 'reduced', 'reduced', 'cancelled']);
    expect(await taken(order)).toMatchObject({ seats: [] });
  });

  it('shows the sum of all refunds on the order', async () => {
    const order = await givenPaidOrder();
    await refund(requestOf(order, { seatIds: seats(1) }));
    const paid = { orderId: order.id, amount: 4_900, currency: 'USD', reason: 'places_returned' };
    for (const number of [1, 2, 2])
      await orders.deliver('payments.payment.refunded.v1', { ...paid, id: 'payment', number });
    expect(await read(order)).toMatchObject({ refund: { status: 'refunded', amount: 98 } });
  });
});

it('the stored order implies exactly the events that it has published', async () => {
  const order = await givenOrder();
  await release(order, { seats: seats(2) });
  await orders.deliver('payments.payment.created.v1', { id: 'payment', orderId: order.id, stripeId: 'pi_1' });
  await refund(requestOf(order, { seatIds: seats(1) }));
  await refund(requestOf(order, { isWhole: true }));
  const implied = [];
  for await (const batch of expectedEvents({ database: orders.database })())
    implied.push(...batch.filter(({ aggregateId }) => aggregateId === `order:${order.id}`));
  const written = await orders.database.outbox.findMany({ where: { key: order.id } });
  const textOf = ({ topic, content }: { topic: string; content: unknown }) =>
    [topic, JSON.stringify(sorted(content))].join();
  expect(implied.map(({ topic, event: content }) => textOf({ topic, content })).toSorted()).toEqual(
    written.map(({ topic, payload: content }) => textOf({ topic, content })).toSorted(),
  );
});

/** JSON columns have no order of fields. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, each]) => [key, sorted(each)] as const)
      .toSorted(([one], [other]) => one.localeCompare(other)),
  );
}
