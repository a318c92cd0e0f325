import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { PaymentsCancellationAnswered } from '@ticketing/contracts';
import { someUser } from '@ticketing/testing/api';
import { type PaymentsFixture, startPayments, statementOf, type TestOrder } from './payments-fixture.ts';

let payments: PaymentsFixture;
beforeAll(async () => {
  payments = await startPayments();
});
afterAll(() => payments.stop());

const cancelledAt = Date.now();
/** Its reservation lasts longer than the sale does. */
const expiresAt = cancelledAt + 900_000;
const newOrder = (): TestOrder => ({ id: randomUUID(), buyer: someUser() });
const itemsOf = (performanceId: string) => [
  { kind: 'seat', ticketId: null, performanceId, seatId: 'stalls:A:1', sectionId: 'stalls' },
];

const created = ({ id, buyer }: TestOrder, performanceId: string) =>
  payments.deliver('orders.order.created.v2', {
    ...{ id, status: 'created', userId: buyer.id, expiresAt, title: 'Quartets', total: 4_900, currency: 'USD' },
    items: itemsOf(performanceId).map((item) => ({ ...item, label: 'Row A, seat 1', price: 4_900 })),
    ...{ reservation: null, isOffer: false, version: 0 },
  });
const cancelled = ({ id }: TestOrder, performanceId: string, reason = 'event_cancelled', version = 1) =>
  payments.deliver('orders.order.cancelled.v2', {
    ...{ id, items: itemsOf(performanceId), reservation: null, version, reason },
  });

/** Asks whether everybody has the money back. @param orders how many orders says have ended */
async function ask(performanceId: string, orders: number, reservedAfter = cancelledAt) {
  const [sagaId, correlationId] = [randomUUID(), randomUUID()];
  await payments.deliver('bookings.refunds.requested.v1', {
    ...{ sagaId, correlationId, performanceId, reservedAfter, orders },
  });
  const [row] = await payments.answersOf(sagaId);
  if (!row) throw new Error('a question was not answered');
  const answer = row.payload as PaymentsCancellationAnswered;
  expect([row.topic, answer.correlationId]).toEqual(['payments.cancellation.answered.v1', correlationId]);
  const { outcome, refunds } = answer;
  return { outcome, ...refunds };
}
const some = (refunds: Partial<PaymentsCancellationAnswered['refunds']>) => ({
  ...{ refunded: 0, underWay: 0, failed: 0, toTell: 0, amounts: [] },
  ...refunds,
});
const usd = (amount: number) => [{ currency: 'USD', amount }];

async function givenOrder(performanceId: string): Promise<TestOrder> {
  const order = newOrder();
  await created(order, performanceId);
  return order;
}

describe('the question whether everybody has the money back', () => {
  it('is answered with what is refunded and what is under way, for this performance only', async () => {
    const [performanceId, other] = [randomUUID(), randomUUID()];
    const [paid, unpaid, elsewhere] = [
      await givenOrder(performanceId),
      await givenOrder(performanceId),
      await givenOrder(other),
    ];
    for (const order of [paid, elsewhere]) await payments.pay(order);
    expect(await ask(performanceId, 0)).toEqual({ outcome: 'pending', ...some({ underWay: 1 }) });

    for (const order of [paid, unpaid]) await cancelled(order, performanceId);
    expect(await ask(performanceId, 2)).toEqual({ outcome: 'pending', ...some({ underWay: 1 }) });
    await payments.sweep();
    const done = some({ refunded: 1, toTell: 1, amounts: usd(4_900) });
    expect(await ask(performanceId, 2)).toEqual({ outcome: 'succeeded', ...done });
  });

  it('counts what was given back in parts as one refund, once all of it is', async () => {
    const performanceId = randomUUID();
    const order = await givenOrder(performanceId);
    await payments.pay(order);
    await payments.reduce(order, 1_900);
    await payments.sweep();
    expect(await ask(performanceId, 0)).toEqual({ outcome: 'pending', ...some({ underWay: 1 }) });
    await cancelled(order, performanceId, 'event_cancelled', 2);
    expect(await ask(performanceId, 1)).toEqual({ outcome: 'pending', ...some({ underWay: 1 }) });
    await payments.sweep();
    const done = some({ refunded: 1, toTell: 1, amounts: usd(4_900) });
    expect(await ask(performanceId, 1)).toEqual({ outcome: 'succeeded', ...done });
  });

  it('waits for the end of an order that it has not heard of', async () => {
    const performanceId = randomUUID();
    const order = await givenOrder(performanceId);
    await cancelled(order, performanceId);
    expect(await ask(performanceId, 2)).toMatchObject({ outcome: 'pending' });
    const late = await givenOrder(performanceId);
    expect(await ask(performanceId, 2)).toMatchObject({ outcome: 'pending' });
    // Released by its buyer in the same moment: it could have been paid, too.
    await cancelled(late, performanceId, 'buyer');
    expect(await ask(performanceId, 2)).toEqual({ outcome: 'succeeded', ...some({}) });
    expect(await ask(performanceId, 2, expiresAt)).toMatchObject({ outcome: 'pending' });
  });

  it('counts what was paid before the event of the order arrived', async () => {
    const performanceId = randomUUID();
    const order = newOrder();
    await payments.pay(order, { statement: statementOf(order, { performanceId }) });
    expect(await ask(performanceId, 0)).toEqual({ outcome: 'pending', ...some({ underWay: 1 }) });
    const older = newOrder();
    await payments.pay(older, { statement: statementOf(older) });
    await created(older, performanceId);
    expect(await ask(performanceId, 0)).toEqual({ outcome: 'pending', ...some({ underWay: 2 }) });
  });

  it('says that the bank has refused a refund, and waits', async () => {
    const performanceId = randomUUID();
    const order = await givenOrder(performanceId);
    await payments.pay(order, { token: 'tok_refundFail' });
    await cancelled(order, performanceId);
    await payments.sweep();
    await payments.settleAtStripe((await payments.paymentsOf(order.id))[0]?.refunds[0]?.stripeId);
    await payments.refundsAreDue(order.id);
    await payments.sweep();
    expect(await ask(performanceId, 1)).toEqual({ outcome: 'pending', ...some({ failed: 1 }) });
  });

  it('is answered at once for a performance without orders, and alike when it is repeated', async () => {
    const performanceId = randomUUID();
    for (const _ of [1, 2]) expect(await ask(performanceId, 0)).toEqual({ outcome: 'succeeded', ...some({}) });
  });
});
