import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { itShowsRecordsToOperatorsOnly, processedIn, recordsIn } from '@ticketing/testing/operations';
import { type PaymentsFixture, startPayments } from './payments-fixture.ts';

let payments: PaymentsFixture;
beforeAll(async () => {
  payments = await startPayments();
});
afterAll(() => payments.stop());

itShowsRecordsToOperatorsOnly(() => payments.api);

it('shows attempts and refunds with Stripe’s ids, without card and e-mail address', async () => {
  const order = await payments.givenOrder();
  expect(await payments.pay(order, { token: 'tok_visa' })).toMatchObject({ status: 201 });
  const cancelled = randomUUID();
  await payments.cancel(order, cancelled);
  await payments.sweep();

  const records = await recordsIn(payments.api, { orderId: order.id });
  const [payment] = await payments.paymentsOf(order.id);
  expect(records).toMatchObject({
    state: 'refund done',
    rows: [
      { kind: 'orders', id: order.id, fields: { userId: order.buyer.id, status: 'cancelled' } },
      { kind: 'payments', fields: { attempt: 1, state: 'succeeded', stripeId: payment?.stripeId } },
      { kind: 'refunds', fields: { state: 'done', stripeId: payment?.refunds[0]?.stripeId, currency: 'USD' } },
    ],
  });
  expect(payment?.stripeId).toMatch(/^pi_/);
  expect(records?.written.map(({ topic }) => topic)).toEqual([
    'payments.payment.started.v1',
    'payments.payment.created.v1',
    'payments.payment.refunded.v1',
  ]);
  const text = JSON.stringify(records);
  for (const secret of [order.buyer.email, 'last4', 'clientSecret', 'client_secret'])
    expect(text).not.toContain(secret);
  expect(await processedIn(payments.api, [cancelled])).toEqual([cancelled]);
});
