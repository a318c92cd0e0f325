import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { someUser, type TestUser } from '@ticketing/testing/api';
import { sweepExpiredOrders } from '../src/use-cases/sweep-expired-orders.ts';
import { expiryRules, givenTicketOf, graceSeconds, type OrdersFixture, startOrders } from './orders-fixture.ts';

let orders: OrdersFixture;
let sweep: () => Promise<number>;
beforeAll(async () => {
  orders = await startOrders();
  sweep = sweepExpiredOrders({ database: orders.database, ...expiryRules });
});
afterAll(() => orders.stop());

interface TestOrder {
  id: string;
  buyer: TestUser;
  ticketId: string;
}

/** A reservation that expired this many seconds ago by the database's clock, without a timer. */
async function givenReservation({ endedSecondsAgo }: { endedSecondsAgo: number }): Promise<TestOrder> {
  const [{ id: ticketId }, buyer] = [await givenTicketOf(orders), someUser()];
  const { body } = await orders.api.request('POST', '/api/orders', { as: buyer, body: { ticketId } });
  const { id } = body as { id: string };
  await orders.database.$executeRaw`
    UPDATE orders SET expires_at = now() - ${endedSecondsAgo}::int * interval '1 second' WHERE id = ${id}::uuid`;
  return { id, buyer, ticketId };
}
const read = async ({ id, buyer }: TestOrder) =>
  (await orders.api.request('GET', `/api/orders/${id}`, { as: buyer })).body;
const topicsOf = async ({ id }: TestOrder) =>
  (await orders.outboxOf(id)).map(({ topic }) => topic.replace(/^orders\.order\.|\.v1$/g, ''));

const notFaked = [
  ...(['hrtime', 'nextTick', 'performance', 'queueMicrotask', 'setImmediate', 'clearImmediate'] as const),
  ...(['setInterval', 'clearInterval', 'setTimeout', 'clearTimeout'] as const),
];

describe('the sweeper', () => {
  it('expires orders without a timer once, with concurrent sweepers, and frees the ticket', async () => {
    const due = await givenReservation({ endedSecondsAgo: 1 });
    const early = await givenReservation({ endedSecondsAgo: -60 });
    await Promise.all([sweep(), sweep(), sweep()]);

    expect(await read(due)).toMatchObject({ status: 'cancelled', cancelReason: 'expired', version: 1 });
    expect(await topicsOf(due)).toEqual(['created', 'cancelled']);
    expect(await read(early)).toMatchObject({ status: 'created', version: 0 });
    const next = await orders.api.request('POST', '/api/orders', { as: someUser(), body: { ticketId: due.ticketId } });
    expect(next.status).toBe(201);
  });

  it('uses and records the database’s clock when its own is an hour ahead', async () => {
    const [due, early] = [
      await givenReservation({ endedSecondsAgo: 1 }),
      await givenReservation({ endedSecondsAgo: -60 }),
    ];
    jest.useFakeTimers({ now: Date.now() + 3_600_000, doNotFake: notFaked });
    await sweep().finally(() => jest.useRealTimers());

    expect(await topicsOf(due)).toEqual(['created', 'cancelled']);
    expect(await topicsOf(early)).toEqual(['created']);
    const [row] = await orders.database.$queryRaw<[{ isLater: boolean }]>`
      SELECT bool_or(created_at > clock_timestamp()) AS "isLater" FROM outbox WHERE key = ${due.id}`;
    expect(row?.isLater).toBe(false);
  });

  it('makes a later timer a no-op', async () => {
    const order = await givenReservation({ endedSecondsAgo: 1 });
    await sweep();
    await orders.deliver('expiration.expiration.complete.v1', { orderId: order.id });

    expect(await topicsOf(order)).toEqual(['created', 'cancelled']);
  });

  it('waits for an open attempt to pay, but not longer than the grace', async () => {
    const [within, beyond] = [
      await givenReservation({ endedSecondsAgo: graceSeconds - 30 }),
      await givenReservation({ endedSecondsAgo: graceSeconds + 1 }),
    ];
    for (const { id: orderId } of [within, beyond])
      await orders.deliver('payments.payment.started.v1', { orderId, attempt: 1, waitedMs: 0 });
    await sweep();

    expect(await read(within)).toMatchObject({ status: 'awaiting_payment' });
    expect(await read(beyond)).toMatchObject({ status: 'cancelled' });
  });

  it('expires immediately when the deferring attempt has failed', async () => {
    const order = await givenReservation({ endedSecondsAgo: 1 });
    await orders.deliver('payments.payment.started.v1', { orderId: order.id, attempt: 1, waitedMs: 0 });
    await orders.deliver('payments.payment.failed.v1', { orderId: order.id, attempt: 1, reason: 'card_declined' });
    await sweep();

    expect(await read(order)).toMatchObject({ status: 'cancelled' });
  });
});

describe('a refund', () => {
  const refunded = ({ id }: TestOrder) =>
    orders.deliver('payments.payment.refunded.v1', {
      ...{ id: 'payment', orderId: id, amount: 1999, currency: 'USD', reason: 'order_cancelled', number: 1 },
    });

  it('is recorded on an order that was paid too late, whose status stays', async () => {
    const order = await givenReservation({ endedSecondsAgo: 1 });
    await sweep();
    await orders.deliver('payments.payment.created.v1', { id: 'payment', orderId: order.id, stripeId: 'pi_1' });
    expect(await read(order)).toMatchObject({ status: 'cancelled' });
    await refunded(order);
    await refunded(order);

    expect(await read(order)).toMatchObject({
      status: 'cancelled',
      version: 1,
      refund: { status: 'refunded', amount: 19.99 },
    });
    expect(await topicsOf(order)).toEqual(['created', 'cancelled']);
  });

  it('is recorded on an order that was paid twice, which stays complete', async () => {
    const order = await givenReservation({ endedSecondsAgo: -60 });
    const paid = { id: randomUUID(), orderId: order.id, stripeId: 'pi_1' };
    await orders.deliver('payments.payment.created.v1', paid);
    await refunded(order);

    expect(await read(order)).toMatchObject({ status: 'complete', refund: { status: 'refunded', amount: 19.99 } });
  });
});
