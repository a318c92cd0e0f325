import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { failureOf, givenSandbox, methodOf, newIntentParams, stripeClient, type TestBed } from './support.ts';

let bed: TestBed;
beforeAll(async () => {
  bed = await givenSandbox();
});
afterAll(() => bed.close());

/** The raw response, for comparing bytes. */
async function post(path: string, idempotencyKey: string, params: Record<string, string>, key = 'sk_test_sandbox') {
  const response = await fetch(`${bed.sandbox.url}${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'idempotency-key': idempotencyKey },
    body: new URLSearchParams(params),
  });
  return { status: response.status, headers: response.headers, body: await response.text() };
}

const params = { amount: '1999', currency: 'usd', 'payment_method_types[0]': 'card' };

describe('an idempotency key', () => {
  it('replays the first response byte for byte, and marks it', async () => {
    const first = await post('/v1/payment_intents', 'replay', params);
    const second = await post('/v1/payment_intents', 'replay', params);
    expect(second.body).toBe(first.body);
    expect([first, second].map(({ headers }) => headers.get('idempotent-replayed'))).toEqual([null, 'true']);
    expect(second.headers.get('original-request')).toBe(first.headers.get('request-id'));
    expect(second.headers.get('request-id')).not.toBe(first.headers.get('request-id'));
  });

  it('replays a decline, even if the card would now succeed', async () => {
    const { stripe } = bed;
    const { id } = await stripe.paymentIntents.create(newIntentParams());
    const confirmation = { payment_method: await methodOf(stripe, 'tok_chargeDeclined') };
    const confirm = () => failureOf(stripe.paymentIntents.confirm(id, confirmation, { idempotencyKey: `${id}:1` }));
    const [first, second] = [await confirm(), await confirm()];
    expect(second.headers?.['idempotent-replayed']).toBe('true');
    expect(second.charge).toBe(first.charge);
    expect((await stripe.charges.list({ payment_intent: id })).data).toHaveLength(1);
  });

  it('replays a refusal by a rule', async () => {
    const { stripe } = bed;
    const create = () =>
      failureOf(stripe.paymentIntents.create(newIntentParams({ amount: 10 }), { idempotencyKey: 'small' }));
    expect((await create()).code).toBe('amount_too_small');
    expect((await create()).headers?.['idempotent-replayed']).toBe('true');
  });

  it('is not consumed by invalid parameters', async () => {
    const bad = await post('/v1/payment_intents', 'fixed-later', { ...params, amount: 'x' });
    const good = await post('/v1/payment_intents', 'fixed-later', params);
    expect([bad.status, good.status]).toEqual([400, 200]);
  });

  it('refuses other parameters, and another endpoint', async () => {
    const { stripe } = bed;
    const idempotencyKey = 'mismatch';
    await stripe.paymentIntents.create(newIntentParams(), { idempotencyKey });
    const others = [
      stripe.paymentIntents.create(newIntentParams({ amount: 2000 }), { idempotencyKey }),
      stripe.refunds.create({ payment_intent: 'pi_x' }, { idempotencyKey }),
    ];
    for (const error of await Promise.all(others.map(failureOf))) {
      expect(error).toMatchObject({ type: 'StripeIdempotencyError', rawType: 'idempotency_error', statusCode: 400 });
    }
  });

  it('is scoped to one secret key', async () => {
    const mine = await post('/v1/payment_intents', 'shared', params, 'sk_test_one');
    const other = await post('/v1/payment_intents', 'shared', params, 'sk_test_two');
    expect(other.headers.get('idempotent-replayed')).toBeNull();
    expect(other.body).not.toBe(mine.body);
  });

  it('is refused above 255 characters', async () => {
    expect((await post('/v1/payment_intents', 'k'.repeat(256), params)).status).toBe(400);
  });

  it('creates one intent for twenty concurrent calls', async () => {
    const stripe = stripeClient(bed.sandbox.port, { maxNetworkRetries: 5 });
    const create = () => stripe.paymentIntents.create(newIntentParams(), { idempotencyKey: 'order-20:1' });
    const intents = await Promise.all(Array.from({ length: 20 }, create));
    expect(new Set(intents.map(({ id }) => id)).size).toBe(1);
  });

  it('is in use while its first call runs: 409 with the advice to retry', async () => {
    const slow = await givenSandbox({ latencyMs: 200 });
    try {
      const stripe = stripeClient(slow.sandbox.port);
      const create = () => stripe.paymentIntents.create(newIntentParams(), { idempotencyKey: 'slow' });
      const [first, ...others] = await Promise.allSettled([create(), create(), create()]);
      expect(first.status).toBe('fulfilled');
      for (const other of others) {
        expect(other).toMatchObject({
          status: 'rejected',
          reason: { statusCode: 409, code: 'idempotency_key_in_use', headers: { 'stripe-should-retry': 'true' } },
        });
      }
      const retryingClient = stripeClient(slow.sandbox.port, { maxNetworkRetries: 3 });
      const [one, two] = await Promise.all(
        [1, 2].map(() => retryingClient.paymentIntents.create(newIntentParams(), { idempotencyKey: 'patient' })),
      );
      expect(one?.id).toBe(two?.id);
    } finally {
      await slow.close();
    }
  });
});
