import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { waitFor } from '@ticketing/common/backoff';
import { codesOf } from '@ticketing/testing/api';
import Stripe from 'stripe';
import { type PaymentsFixture, startPayments, type TestOrder, webhookSecret } from './payments-fixture.ts';

let payments: PaymentsFixture;
beforeAll(async () => {
  payments = await startPayments();
});
afterAll(() => payments.stop());

const nowSeconds = () => Math.floor(Date.now() / 1000);
const eventOf = (stripeId: string | null | undefined, type = 'payment_intent.succeeded'): string =>
  JSON.stringify({ id: 'evt_1', object: 'event', type, data: { object: { id: stripeId, object: 'payment_intent' } } });

interface Signing {
  secret?: string;
  timestamp?: number;
}
const signatureOf = (payload: string, { secret = webhookSecret, timestamp = nowSeconds() }: Signing = {}) =>
  Stripe.webhooks.generateTestHeaderString({ payload, secret, timestamp });
const send = (payload: string, signature?: string) =>
  payments.api.request('POST', '/api/payments/webhook', {
    body: payload,
    headers: signature === undefined ? {} : { 'stripe-signature': signature },
  });

/** An order that Stripe has charged without the service's knowledge. */
async function givenChargedInSecret(): Promise<TestOrder & { stripeId: string | null | undefined }> {
  const order = await payments.givenOrder();
  const path = '/v1/payment_intents/*/confirm';
  await payments.givenFault({ method: 'POST', path, action: 'drop_after_execution', times: 2 });
  expect(await payments.pay(order)).toMatchObject({ status: 202 });
  const [payment] = await payments.paymentsOf(order.id);
  return { ...order, stripeId: payment?.stripeId };
}
const stateOf = async ({ id }: TestOrder) => (await payments.paymentsOf(id))[0]?.state;

describe('POST /api/payments/webhook', () => {
  it('settles an open payment; a duplicate gets 200 and has no effect', async () => {
    const order = await givenChargedInSecret();
    const payload = eventOf(order.stripeId);
    const signature = signatureOf(payload);
    const first = await Promise.all([send(payload, signature), send(payload, signature)]);
    const replayed = await send(payload, signature);

    for (const answer of [...first, replayed]) expect(answer).toMatchObject({ status: 200, body: { received: true } });
    expect(await stateOf(order)).toBe('succeeded');
    expect(await payments.eventsOf(order.id)).toEqual(['started', 'created']);
  });

  it('accepts a signature just under 300 s old, and refuses older ones', async () => {
    const order = await givenChargedInSecret();
    const payload = eventOf(order.stripeId);
    const old = await send(payload, signatureOf(payload, { timestamp: nowSeconds() - 302 }));

    expect([old.status, codesOf(old)]).toEqual([400, ['invalid_signature']]);
    expect(await stateOf(order)).toBe('open');
    expect(await send(payload, signatureOf(payload, { timestamp: nowSeconds() - 280 }))).toMatchObject({ status: 200 });
  });

  it.each([
    ['signed with another secret', (payload: string) => signatureOf(payload, { secret: 'whsec_other' })],
    ['signed for another body', () => signatureOf('{}')],
    ['signed with nonsense', () => 'nonsense'],
    ['not signed', () => undefined],
  ])('refuses an event %s, without effect', async (_how, sign) => {
    const order = await givenChargedInSecret();
    const payload = eventOf(order.stripeId);
    const answer = await send(payload, sign(payload));

    expect([answer.status, codesOf(answer)]).toEqual([400, ['invalid_signature']]);
    expect(await stateOf(order)).toBe('open');
  });

  it('refunds a charge made after the attempt had failed, and keeps the later attempt', async () => {
    const order = await payments.givenOrder();
    await payments.pay(order, { token: 'tok_chargeDeclined' });
    const [declined] = await payments.paymentsOf(order.id);
    await payments.pay(order);
    await payments.confirmAtStripe(declined?.stripeId);
    const payload = eventOf(declined?.stripeId);
    for (let time = 0; time < 2; time += 1) await send(payload, signatureOf(payload));
    await payments.sweep();

    expect(await payments.paymentsOf(order.id)).toMatchObject([
      { attempt: 1, state: 'succeeded', refunds: [{ state: 'done', reason: 'charged_after_failure' }] },
      { attempt: 2, state: 'succeeded', refunds: [] },
    ]);
    expect(await payments.eventsOf(order.id)).toEqual(['started', 'failed', 'started', 'created', 'refunded']);
    expect(await payments.netOf(order.id)).toMatchObject({ charges: 2, netMinor: 1999 });
  });

  it('trusts Stripe, not the event: an uncharged payment stays uncharged', async () => {
    const order = await payments.givenOrder();
    await payments.pay(order, { token: 'tok_threeDSecure2Required' });
    const [payment] = await payments.paymentsOf(order.id);
    const payload = eventOf(payment?.stripeId);
    await send(payload, signatureOf(payload));

    expect(await payments.eventsOf(order.id)).not.toContain('created');
  });

  it.each([
    ['of an unknown intent', eventOf('pi_of_somebody_else')],
    ['of another kind', eventOf('pi_1', 'charge.updated')],
  ])('accepts an event %s, without effect', async (_what, payload) => {
    expect(await send(payload, signatureOf(payload))).toMatchObject({ status: 200 });
  });

  it('waits for the response of a charge in progress instead of querying Stripe', async () => {
    const order = await payments.givenOrder();
    const confirm = '/v1/payment_intents/*/confirm';
    await payments.givenFault({ method: 'POST', path: confirm, action: 'delay_answer', delayMs: 1_000 });
    await payments.givenFault({ method: 'GET', path: '/v1/payment_intents/*', action: 'error_before_execution' });
    const paying = payments.pay(order);
    const stripeId = await waitFor(async () => (await payments.paymentsOf(order.id))[0]?.stripeId ?? null, {
      timeoutMs: 10_000,
    });
    const payload = eventOf(stripeId);

    expect(await send(payload, signatureOf(payload))).toMatchObject({ status: 200 });
    expect(await paying).toMatchObject({ status: 201 });
    expect(await payments.eventsOf(order.id)).toEqual(['started', 'created']);
    await payments.clearFaults();
  });

  it('answers 503 while Stripe is unavailable, so that the event is redelivered', async () => {
    const order = await givenChargedInSecret();
    const payload = eventOf(order.stripeId);
    await payments.givenFault({ method: 'GET', path: '/v1/payment_intents/*', action: 'error_before_execution' });
    const answers = [await send(payload, signatureOf(payload)), await send(payload, signatureOf(payload))];

    expect(answers.map(({ status }) => status)).toEqual([503, 200]);
    expect(answers[0]?.headers.get('retry-after')).toBe('2');
    expect(await stateOf(order)).toBe('succeeded');
  });

  it.each([
    ['tok_sandbox_processing', 'succeeded'],
    ['tok_sandbox_processing_20s_fails', 'failed'],
  ])('settles a payment that Stripe decides later, as Stripe reports it: %s', async (token, state) => {
    payments.connectWebhooks();
    const order = await payments.givenOrder();
    expect(await payments.pay(order, { token })).toMatchObject({ status: 202 });
    await payments.settleAtStripe((await payments.paymentsOf(order.id))[0]?.stripeId);

    const settled = async () => ((await stateOf(order)) === state ? true : null);
    expect(await waitFor(settled, { timeoutMs: 10_000 })).toBe(true);
  });
});
