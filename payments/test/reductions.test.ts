import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { PaymentsFixture, TestOrder } from './payments-fixture.ts';
import { startPayments } from './payments-fixture.ts';

let payments: PaymentsFixture;
beforeAll(async () => {
  payments = await startPayments();
});
afterAll(() => payments.stop());

const refundsOf = async ({ id }: TestOrder) =>
  (await payments.paymentsOf(id)).flatMap(({ refunds }) =>
    refunds.map(({ number, amountMinor, reason, state }) => ({ number, amountMinor, reason, state })),
  );
const amountsOf = async (order: TestOrder) => (await refundsOf(order)).map(({ amountMinor }) => amountMinor);
const published = async ({ id }: TestOrder) =>
  (await payments.outboxOf(id))
    .filter(({ topic }) => topic === 'payments.payment.refunded.v1')
    .map(({ payload }) => payload);

async function givenPaidOrder(): Promise<TestOrder> {
  const order = await payments.givenOrder();
  expect(await payments.pay(order)).toMatchObject({ status: 201 });
  return order;
}

/** Advances all refunds of an order, as often as it takes. */
async function refundAll(order: TestOrder): Promise<void> {
  for (let round = 0; round < 4; round += 1) {
    await payments.refundsAreDue(order.id);
    await payments.sweep();
  }
}

describe('an unpaid order that has fewer places', () => {
  it('is charged its new total', async () => {
    const order = await payments.givenOrder();
    await payments.reduce(order, 1500);
    await payments.pay(order);
    expect(await payments.netOf(order.id)).toMatchObject({ chargedMinor: 1500, netMinor: 1500 });
    expect(await refundsOf(order)).toEqual([]);
  });

  it('is charged the total that its buyer has seen, whose event is still on its way', async () => {
    const order = await payments.givenOrder();
    const body = { token: 'tok_visa', orderId: order.id, orderVersion: 1 };
    const paying = payments.api.request('POST', '/api/payments', { as: order.buyer, body });
    await payments.reduce(order, 1500);
    expect((await paying).status).toBe(201);
    expect(await payments.netOf(order.id)).toMatchObject({ chargedMinor: 1500 });
  });

  it('whose old total was charged meanwhile gets the difference back', async () => {
    const order = await payments.givenOrder();
    expect(await payments.pay(order, { token: 'tok_threeDSecure2Required' })).toMatchObject({ status: 202 });
    await payments.reduce(order, 1500);
    const [open] = await payments.paymentsOf(order.id);
    await payments.confirmAtStripe(open?.stripeId);
    await payments.sweep();
    await refundAll(order);
    expect(await refundsOf(order)).toEqual([{ number: 1, amountMinor: 499, reason: 'places_returned', state: 'done' }]);
    expect(await payments.netOf(order.id)).toMatchObject({ chargedMinor: 1999, netMinor: 1500 });
  });
});

describe('a paid order', () => {
  it('that is reduced twice and then cancelled gets exactly its charge back, in three refunds', async () => {
    const order = await givenPaidOrder();
    await payments.reduce(order, 1500, 1);
    await payments.reduce(order, 1000, 2);
    await refundAll(order);
    expect(await payments.netOf(order.id)).toMatchObject({ netMinor: 1000 });
    await payments.cancel(order, undefined, 3);
    await refundAll(order);

    expect(await amountsOf(order)).toEqual([499, 500, 1000]);
    expect(await payments.netOf(order.id)).toMatchObject({ chargedMinor: 1999, refundedMinor: 1999, netMinor: 0 });
    expect(await published(order)).toMatchObject([
      { amount: 499, number: 1, reason: 'places_returned' },
      { amount: 500, number: 2, reason: 'places_returned' },
      { amount: 1000, number: 3, reason: 'order_cancelled' },
    ]);
    const { body } = await payments.api.request('GET', `/api/payments/mine?orderId=${order.id}`, { as: order.buyer });
    expect(body).toMatchObject([{ amount: 19.99, refund: { status: 'refunded', amount: 19.99 } }]);
  });

  it('is refunded once, however often and in whichever order the events come', async () => {
    const order = await givenPaidOrder();
    const second = randomUUID();
    expect(await payments.reduce(order, 1000, 2, second)).toBe('parked');
    const first = randomUUID();
    await payments.reduce(order, 1500, 1, first);
    await payments.reduce(order, 1000, 2, second);
    await refundAll(order);
    for (const name of ['inbox', 'streams']) await payments.deps.connection.collection(name).deleteMany({});
    await payments.deliverOrder(order);
    await payments.reduce(order, 1500, 1, first);
    await payments.reduce(order, 1000, 2, second);
    await refundAll(order);

    expect((await amountsOf(order)).reduce((sum, minor) => sum + minor, 0)).toBe(999);
    expect(await payments.netOf(order.id)).toMatchObject({ netMinor: 1000 });
    expect(await payments.deps.orders.find(order.id)).toMatchObject({ priceMinor: 1000, version: 2 });
  });

  it('gets a part back again that failed at the bank, and the other part only once', async () => {
    const order = await payments.givenOrder();
    await payments.pay(order, { token: 'tok_refundFail' });
    await payments.reduce(order, 1500, 1);
    await payments.reduce(order, 1200, 2);
    await payments.sweep();
    const [payment] = await payments.paymentsOf(order.id);
    await payments.settleAtStripe(payment?.refunds[0]?.stripeId);
    await refundAll(order);

    expect(await amountsOf(order)).toEqual([499, 300]);
    const [after] = await payments.paymentsOf(order.id);
    expect(after?.refunds.map(({ failures }) => failures)).toEqual([1, 0]);
    expect(await payments.netOf(order.id)).toMatchObject({ netMinor: 1200 });
    expect(await published(order)).toHaveLength(2);
  });

  it('whose refund’s answer was lost is refunded once', async () => {
    const order = await givenPaidOrder();
    await payments.reduce(order, 1500, 1);
    await payments.givenFault({ method: 'POST', path: '/v1/refunds', action: 'drop_after_execution', times: 2 });
    await payments.sweep().catch(() => undefined);
    await payments.clearFaults();
    await refundAll(order);
    expect(await payments.netOf(order.id)).toMatchObject({ netMinor: 1500 });
    const [payment] = await payments.paymentsOf(order.id);
    expect(await payments.refundsAtStripe(payment?.stripeId)).toBe(1);
  });
});

it('converts a refund of an earlier release, which was of all the money', async () => {
  const order = await givenPaidOrder();
  const refund = {
    state: 'due',
    reason: 'order_cancelled',
    failures: 0,
    looks: 0,
    isPublished: false,
    dueAt: new Date(0),
  };
  const nulls = { stripeId: null, failureCode: null };
  const stored = payments.deps.connection.collection('payments');
  await stored.updateOne({ orderId: order.id }, { $set: { refund: { ...refund, ...nulls } }, $unset: { refunds: '' } });
  await refundAll(order);
  expect(await refundsOf(order)).toEqual([{ number: 1, amountMinor: 1999, reason: 'order_cancelled', state: 'done' }]);
  expect(await stored.findOne({ orderId: order.id })).not.toHaveProperty('refund');
  expect(await payments.netOf(order.id)).toMatchObject({ netMinor: 0 });
});
