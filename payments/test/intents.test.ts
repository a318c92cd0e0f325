import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { waitFor } from '@ticketing/common/backoff';
import { codesOf, someUser } from '@ticketing/testing/api';
import { type PaymentsFixture, publishableKey, startPayments, type TestOrder } from './payments-fixture.ts';

let payments: PaymentsFixture;
beforeAll(async () => {
  payments = await startPayments();
});
afterAll(() => payments.stop());

const visa = '4242424242424242';
const declined = '4000000000000002';
const challenged = '4000002760003184';

interface Started {
  paymentId: string;
  clientSecret: string;
  status: string;
}
async function start(order: TestOrder): Promise<Started> {
  const answer = await payments.startIntent(order);
  expect(answer.status).toBe(201);
  return answer.body as Started;
}
async function givenIntent() {
  const order = await payments.givenOrder();
  return { order, ...(await start(order)) };
}
const settle = async ({ order, paymentId }: { order: TestOrder; paymentId: string }) =>
  (await payments.settle(paymentId, order.buyer)).body;
/** Ends the time in which the buyer may confirm. */
const isOver = (orderId: string) =>
  payments.deps.connection
    .collection('payments')
    .updateMany({ orderId }, { $set: { confirmableUntil: new Date(0), settleAt: new Date(0) } });

describe('a payment that the browser confirms', () => {
  it('starts like any other, with a client secret that is not stored', async () => {
    const { order, clientSecret, status } = await givenIntent();
    expect(status).toBe('requires_payment_method');
    const [payment] = await payments.paymentsOf(order.id);
    expect(payment).toMatchObject({ attempt: 1, state: 'open', amountMinor: 1999 });
    expect(JSON.stringify(payment)).not.toContain(clientSecret);
    expect(await payments.eventsOf(order.id)).toEqual(['started']);
  });

  it('is settled once when the browser asks, and has a receipt', async () => {
    const intent = await givenIntent();
    await payments.confirmInBrowser(intent.clientSecret, visa);
    const answers = await Promise.all([settle(intent), settle(intent), payments.sweep()]);
    const succeeded = { paymentId: intent.paymentId, orderId: intent.order.id, status: 'succeeded', code: null };
    expect(answers.slice(0, 2)).toMatchObject([succeeded, succeeded]);
    expect(await payments.eventsOf(intent.order.id)).toEqual(['started', 'created']);
    expect(await payments.netOf(intent.order.id)).toMatchObject({ charges: 1, netMinor: 1999 });

    const { buyer, id } = intent.order;
    const receipt = await payments.api.request('GET', `/api/payments/mine?orderId=${id}`, { as: buyer });
    expect(receipt).toMatchObject({
      status: 200,
      body: [
        {
          id: intent.paymentId,
          status: 'succeeded',
          amount: 19.99,
          currency: 'USD',
          card: { brand: 'visa', last4: '4242' },
          paidAt: expect.any(String),
          refund: null,
        },
      ],
    });
  });

  it('is settled by Stripe’s webhook when the browser never returns', async () => {
    payments.connectWebhooks();
    const { order, clientSecret } = await givenIntent();
    await payments.confirmInBrowser(clientSecret, visa);
    const isPaid = async () => ((await payments.paymentsOf(order.id))[0]?.state === 'succeeded' ? true : null);
    expect(await waitFor(isPaid, { timeoutMs: 10_000 })).toBe(true);
  });

  it('is the same in two tabs and after a reload', async () => {
    const order = await payments.givenOrder();
    const started = await Promise.all([start(order), start(order), start(order)]);
    expect(new Set(started.map(({ paymentId }) => paymentId)).size).toBe(1);
    expect(new Set(started.map(({ clientSecret }) => clientSecret)).size).toBe(1);
    expect(await payments.paymentsOf(order.id)).toHaveLength(1);
  });

  it('returns the same attempt for the same Idempotency-Key, and stores no secret', async () => {
    const order = await payments.givenOrder();
    const headers = { 'idempotency-key': randomUUID() };
    const first = await payments.startIntent(order, { headers });
    const { clientSecret, paymentId } = first.body as Started;
    expect(await payments.startIntent(order, { headers })).toMatchObject({ status: 201, body: first.body });
    const keys = await payments.deps.connection.collection('idempotency_keys').find().toArray();
    expect(JSON.stringify(keys)).not.toContain(clientSecret);

    await payments.confirmInBrowser(clientSecret, visa);
    await payments.settle(paymentId, order.buyer);
    const paid = await payments.startIntent(order, { headers });
    expect(paid).toMatchObject({ status: 201, body: { paymentId, status: 'succeeded' } });
    expect(await payments.paymentsOf(order.id)).toHaveLength(1);
  });

  it('answers a repeated Idempotency-Key with its attempt’s decline, and creates no other', async () => {
    const order = await payments.givenOrder();
    const headers = { 'idempotency-key': randomUUID() };
    const { clientSecret, paymentId } = (await payments.startIntent(order, { headers })).body as Started;
    await payments.confirmInBrowser(clientSecret, declined);
    await payments.settle(paymentId, order.buyer);
    const again = await payments.startIntent(order, { headers });

    expect([again.status, codesOf(again)]).toEqual([400, ['card_declined']]);
    expect(await payments.paymentsOf(order.id)).toHaveLength(1);
  });

  it('charges once when two tabs confirm', async () => {
    const intent = await givenIntent();
    const confirmed = await Promise.all(
      [visa, visa].map((card) => payments.confirmInBrowser(intent.clientSecret, card)),
    );
    expect(confirmed.map(({ status }) => status).sort()).toEqual([200, 400]);
    expect(await settle(intent)).toMatchObject({ status: 'succeeded' });
    expect(await payments.netOf(intent.order.id)).toMatchObject({ charges: 1 });
  });
});

describe('a decline', () => {
  it('ends the attempt, also at Stripe, and the next one may succeed', async () => {
    const first = await givenIntent();
    expect((await payments.confirmInBrowser(first.clientSecret, declined)).status).toBe(402);
    expect(await settle(first)).toMatchObject({
      status: 'failed',
      code: 'card_declined',
      declineCode: 'generic_decline',
    });
    expect(await payments.intentsAtStripe(first.order.id)).toEqual(['canceled']);
    expect((await payments.confirmInBrowser(first.clientSecret, visa)).status).toBe(400);

    const second = { order: first.order, ...(await start(first.order)) };
    expect(second.clientSecret).not.toBe(first.clientSecret);
    await payments.confirmInBrowser(second.clientSecret, visa);
    expect(await settle(second)).toMatchObject({ status: 'succeeded' });
    expect(await settle(first)).toMatchObject({ status: 'failed', code: 'card_declined' });
    expect(await payments.eventsOf(first.order.id)).toEqual(['started', 'failed', 'started', 'created']);
    expect(await payments.netOf(first.order.id)).toMatchObject({ charges: 1, netMinor: 1999 });
  });

  it('that was never queried is settled by the next attempt', async () => {
    const first = await givenIntent();
    await payments.confirmInBrowser(first.clientSecret, '4000000000009995');
    const second = await start(first.order);
    expect(second.paymentId).not.toBe(first.paymentId);
    expect(await settle(first)).toMatchObject({ status: 'failed', declineCode: 'insufficient_funds' });
  });
});

describe('3-D Secure', () => {
  it.each([
    ['complete', 'succeeded', null],
    ['fail', 'failed', 'payment_intent_authentication_failure'],
  ] as const)('answered by the buyer with %s ends as %s', async (result, status, code) => {
    const intent = await givenIntent();
    await payments.confirmInBrowser(intent.clientSecret, challenged);
    expect(await settle(intent)).toMatchObject({ status: 'requires_action' });
    await payments.sweep();
    expect(await start(intent.order)).toMatchObject({ paymentId: intent.paymentId, status: 'requires_action' });
    await payments.answerChallenge(intent.clientSecret, result);
    expect(await settle(intent)).toMatchObject({ status, code });
  });

  it('abandoned by the buyer fails when the payment time ends, and can’t be completed afterwards', async () => {
    const { order, clientSecret } = await givenIntent();
    await payments.confirmInBrowser(clientSecret, challenged);
    await isOver(order.id);
    await payments.sweep();
    expect(await payments.intentsAtStripe(order.id)).toEqual(['canceled']);
    expect(await payments.eventsOf(order.id)).toEqual(['started', 'failed']);
    await expect(payments.answerChallenge(clientSecret, 'complete')).rejects.toThrow('400');
  });

  it('abandoned by the buyer fails when the order ends', async () => {
    const { order, clientSecret } = await givenIntent();
    await payments.confirmInBrowser(clientSecret, challenged);
    await payments.cancel(order);
    await payments.sweep();
    expect(await payments.intentsAtStripe(order.id)).toEqual(['canceled']);
  });

  it('completed too late is refunded', async () => {
    const intent = await givenIntent();
    await payments.confirmInBrowser(intent.clientSecret, challenged);
    await payments.cancel(intent.order);
    await payments.answerChallenge(intent.clientSecret, 'complete');
    await payments.sweep();
    expect(await settle(intent)).toMatchObject({ status: 'succeeded' });
    expect(await payments.netOf(intent.order.id)).toMatchObject({ charges: 1, netMinor: 0 });
  });
});

describe('a slow bank', () => {
  it('is waited for, and its decision is recorded', async () => {
    const intent = await givenIntent();
    await payments.confirmInBrowser(intent.clientSecret, '4000990000070015');
    expect(await settle(intent)).toMatchObject({ status: 'processing' });
    await payments.settleAtStripe(intent.clientSecret.split('_secret_')[0]);
    expect(await settle(intent)).toMatchObject({ status: 'succeeded' });
  });
});

describe('an intent is refused', () => {
  it('for unpayable orders, and while a token payment is open', async () => {
    const cancelled = await payments.givenOrder();
    await payments.cancel(cancelled);
    const expired = await payments.givenOrder({ expiresAt: new Date(Date.now() - 1_000) });
    const paid = await payments.givenOrder();
    await payments.pay(paid);
    const open = await payments.givenOrder();
    await payments.pay(open, { token: 'tok_sandbox_processing' });
    const answers = await Promise.all([cancelled, expired, paid, open].map((order) => payments.startIntent(order)));
    expect(answers.map((answer) => [answer.status, ...codesOf(answer)])).toEqual([
      [400, 'order_cancelled'],
      [400, 'order_expired'],
      [400, 'already_paid'],
      [409, 'payment_in_progress'],
    ]);
  });

  it('to anyone but the buyer', async () => {
    const { order, paymentId } = await givenIntent();
    const as = someUser();
    const path = `/api/payments/mine?orderId=${order.id}`;
    expect((await payments.startIntent(order, { as })).status).toBe(401);
    expect((await payments.settle(paymentId, as)).status).toBe(401);
    expect((await payments.api.request('GET', path, { as })).status).toBe(401);
    expect((await payments.api.request('GET', path)).status).toBe(401);
    expect((await payments.settle('0'.repeat(24), as)).status).toBe(404);
    expect((await payments.settle('..', as)).status).toBe(404);
  });

  it('with 503 while Stripe is unavailable, and resumed afterwards', async () => {
    const order = await payments.givenOrder();
    await payments.givenFault({
      method: 'POST',
      path: '/v1/payment_intents',
      action: 'drop_after_execution',
      times: 2,
    });
    const unavailable = await payments.startIntent(order);
    expect([unavailable.status, unavailable.headers.get('retry-after')]).toEqual([503, '2']);
    const { clientSecret, paymentId } = await start(order);
    await payments.confirmInBrowser(clientSecret, visa);
    expect(await settle({ order, paymentId })).toMatchObject({ status: 'succeeded' });
    expect(await payments.intentsAtStripe(order.id)).toEqual(['succeeded']);
  });
});

it('returns the browser’s Stripe settings', async () => {
  expect(await payments.api.request('GET', '/api/payments/config')).toMatchObject({
    status: 200,
    body: { publishableKey, sandboxUrl: expect.stringMatching(/^http/) },
  });
});
