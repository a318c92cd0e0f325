import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type Stripe from 'stripe';
import {
  control,
  failureOf,
  givenSandbox,
  methodOf,
  newIntentParams,
  pay,
  stripeClient,
  type TestBed,
} from './support.ts';

let bed: TestBed;
beforeAll(async () => {
  bed = await givenSandbox();
});
afterAll(() => bed.close());

const answer = (id: string, result: 'complete' | 'fail') =>
  control(bed.sandbox.url, 'POST', `/challenges/${id}/${result}`);

describe('3-D Secure', () => {
  it.each([
    ['tok_threeDSecure2Required', 'complete', 'succeeded', null],
    ['tok_threeDSecure2Required', 'fail', 'requires_payment_method', 'payment_intent_authentication_failure'],
    ['tok_threeDSecureRequiredChargeDeclined', 'complete', 'requires_payment_method', 'card_declined'],
  ] as const)('with %s, answered with %s, ends in %s', async (token, result, status, code) => {
    const { stripe } = bed;
    const { id, status: requested, next_action } = await pay(stripe, token);
    expect({ requested, type: next_action?.type }).toEqual({ requested: 'requires_action', type: 'use_stripe_sdk' });
    await answer(id, result);
    const intent = await stripe.paymentIntents.retrieve(id);
    expect(intent).toMatchObject({ status, next_action: null });
    expect(intent.last_payment_error?.code ?? null).toBe(code);
    await expect(answer(id, result)).rejects.toThrow('payment_intent_unexpected_state');
  });

  it('redirects a browser to the challenge page and back to the shop', async () => {
    const { stripe } = bed;
    const { id } = await stripe.paymentIntents.create(newIntentParams());
    const { next_action } = await stripe.paymentIntents.confirm(id, {
      payment_method: await methodOf(stripe, 'tok_threeDSecure2Required'),
      return_url: 'https://shop.test/orders/1?tab=pay',
    });
    const url = next_action?.redirect_to_url?.url ?? '';
    expect(await (await fetch(url)).text()).toContain('Complete authentication');
    expect((await fetch(url.replace(/secret=.*/, 'secret=wrong'))).status).toBe(404);

    const back = await fetch(`${bed.sandbox.url}/_sandbox/challenges/${id}/complete`, {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams(),
    });
    const target = new URL(back.headers.get('location') ?? '');
    expect(back.status).toBe(303);
    expect(target.origin).toBe('https://shop.test');
    expect(Object.fromEntries(target.searchParams)).toMatchObject({
      tab: 'pay',
      payment_intent: id,
      redirect_status: 'succeeded',
    });
  });

  it('can be abandoned: the intent can be canceled', async () => {
    const { id } = await pay(bed.stripe, 'tok_threeDSecure2Required');
    expect(await bed.stripe.paymentIntents.cancel(id)).toMatchObject({ status: 'canceled', next_action: null });
  });
});

describe('a browser with the publishable key', () => {
  const browser = (): Stripe => stripeClient(bed.sandbox.port, {}, 'pk_test_form');
  const digits = { number: '4000 0025 0000 3155', exp_month: 12, exp_year: 2035, cvc: '314' };

  it('creates a payment method from digits and confirms with the client secret', async () => {
    const { stripe } = bed;
    const { id, client_secret } = await stripe.paymentIntents.create(newIntentParams());
    const form = browser();
    const method = await form.paymentMethods.create({ type: 'card', card: digits });
    expect(method.card).toMatchObject({ last4: '3155', brand: 'visa' });
    const secret: object = { client_secret, payment_method: method.id };
    const confirmed = await form.paymentIntents.confirm(id, secret);
    expect(confirmed).toMatchObject({ status: 'requires_action', client_secret });
    await answer(id, 'complete');
    const seen = await form.paymentIntents.retrieve(id, { client_secret: client_secret ?? '' });
    expect(seen.status).toBe('succeeded');
    expect(seen).not.toHaveProperty('metadata');
    expect(seen).not.toHaveProperty('latest_charge');
  });

  it('exchanges digits for a token that pays once', async () => {
    const { stripe } = bed;
    const token = await browser().tokens.create({
      card: { number: '4242424242424242', exp_month: '12', exp_year: '2035', cvc: '314' },
    });
    expect(token.card).toMatchObject({ last4: '4242' });
    expect((await pay(stripe, token.id)).status).toBe('succeeded');
    expect(await failureOf(methodOf(stripe, token.id))).toMatchObject({ code: 'token_already_used' });
  });

  it('can do nothing without the client secret', async () => {
    const { id } = await bed.stripe.paymentIntents.create(newIntentParams());
    const form = browser();
    expect(await failureOf(form.paymentIntents.retrieve(id))).toMatchObject({ param: 'client_secret' });
    const wrong = form.paymentIntents.retrieve(id, { client_secret: `${id}_secret_wrong` });
    expect(await failureOf(wrong)).toMatchObject({ statusCode: 400, param: 'client_secret' });
    expect(await failureOf(form.paymentIntents.cancel(id))).toMatchObject({ code: 'secret_key_required' });
  });

  it('may call from another origin', async () => {
    const preflight = await fetch(`${bed.sandbox.url}/v1/payment_methods`, {
      method: 'OPTIONS',
      headers: { origin: 'http://shop.test', 'access-control-request-method': 'POST' },
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-origin')).toBe('*');
  });
});
