import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connectMongo, mongoCounters } from '@ticketing/common/mongo';
import { codesOf, testJwtKey } from '@ticketing/testing/api';
import { maxDeclinesOfOrder } from '../src/domain/decline-limit.ts';
import { createDeclineStore } from '../src/store/decline-store.ts';
import { maxDeclinesPerHour, type PaymentsFixture, startPayments, type TestOrder } from './payments-fixture.ts';

let payments: PaymentsFixture;
beforeAll(async () => {
  payments = await startPayments();
});
afterAll(() => payments.stop());

const token = 'tok_chargeDeclined';
const decline = (order: TestOrder) => payments.pay(order, { token });

describe('declined payments', () => {
  it('of an order are limited, with the time to wait, and the order is payable after it', async () => {
    const [order, other] = [await payments.givenOrder(), await payments.givenOrder()];
    for (let count = 0; count < maxDeclinesOfOrder; count += 1)
      expect(codesOf(await decline(order))).toEqual(['card_declined']);

    const refused = await payments.pay(order);
    expect([refused.status, codesOf(refused)]).toEqual([429, ['too_many_declined']]);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(3_500);
    expect((await payments.startIntent(order)).status).toBe(429);
    // A refused attempt is none: nothing reached Stripe, nothing was published.
    expect(await payments.paymentsOf(order.id)).toHaveLength(maxDeclinesOfOrder);
    expect(await payments.eventsOf(order.id)).toHaveLength(2 * maxDeclinesOfOrder);
    expect((await payments.pay(other)).status).toBe(201);

    await payments.deps.connection.collection('counters').deleteMany({});
    expect((await payments.pay(order)).status).toBe(201);
  });

  it('of an account are limited across its orders and all replicas', async () => {
    const order = await payments.givenOrder();
    const replica = await connectMongo(payments.mongoUri);
    const declines = createDeclineStore(mongoCounters(replica, testJwtKey));
    for (let count = 1; count < maxDeclinesPerHour; count += 1)
      await declines.add({ orderId: `another ${count}`, userId: order.buyer.id });
    await replica.close();

    expect(codesOf(await decline(order))).toEqual(['card_declined']);
    expect(codesOf(await payments.pay(order))).toEqual(['too_many_declined']);
  });

  it('are counted once each, also those that a browser confirms', async () => {
    const order = await payments.givenOrder();
    const { paymentId, clientSecret } = (await payments.startIntent(order)).body as Record<string, string>;
    await payments.confirmInBrowser(clientSecret ?? '', '4000000000000002');
    await Promise.all([1, 2, 3].map(() => payments.settle(paymentId ?? '', order.buyer)));
    await payments.sweep();

    const counted = await payments.deps.declines.read({ orderId: order.id, userId: order.buyer.id });
    expect([counted.ofOrder.count, counted.ofAccount.count]).toEqual([1, 1]);
  });

  it('do not include attempts that nobody confirmed', async () => {
    const order = await payments.givenOrder();
    await payments.startIntent(order);
    await payments.cancel(order);
    await payments.sweep();

    expect(await payments.paymentsOf(order.id)).toMatchObject([{ state: 'failed' }]);
    const counted = await payments.deps.declines.read({ orderId: order.id, userId: order.buyer.id });
    expect(counted.ofOrder.count).toBe(0);
  });
});
