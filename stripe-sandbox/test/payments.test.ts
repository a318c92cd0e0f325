import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { failureOf, givenSandbox, methodOf, newIntentParams, pay, stripeClient, type TestBed } from './support.ts';

let bed: TestBed;
beforeAll(async () => {
  bed = await givenSandbox();
});
afterAll(() => bed.close());

describe('a payment', () => {
  it('succeeds with a charge when a valid card confirms it', async () => {
    const { stripe } = bed;
    const intent = await stripe.paymentIntents.create(newIntentParams());
    expect(intent).toMatchObject({ object: 'payment_intent', status: 'requires_payment_method', amount_received: 0 });

    const paymentMethod = await methodOf(stripe, 'tok_visa');
    const confirmed = await stripe.paymentIntents.confirm(intent.id, {
      payment_method: paymentMethod,
      expand: ['latest_charge'],
    });
    expect(confirmed).toMatchObject({
      id: intent.id,
      status: 'succeeded',
      amount_received: 1999,
      payment_method: paymentMethod,
      metadata: { orderId: 'order-1', attempt: '1' },
      latest_charge: { object: 'charge', amount: 1999, status: 'succeeded', paid: true, payment_intent: intent.id },
    });
    expect(await stripe.paymentIntents.retrieve(intent.id)).toMatchObject({ status: 'succeeded' });
  });

  it.each([
    ['tok_chargeDeclined', 'card_declined', 'generic_decline'],
    ['tok_chargeDeclinedInsufficientFunds', 'card_declined', 'insufficient_funds'],
    ['tok_chargeDeclinedExpiredCard', 'expired_card', 'expired_card'],
    ['tok_chargeDeclinedIncorrectCvc', 'incorrect_cvc', 'incorrect_cvc'],
    ['tok_chargeDeclinedProcessingError', 'processing_error', 'processing_error'],
  ])('is declined with %s as %s/%s, and can be retried', async (token, code, declineCode) => {
    const { stripe } = bed;
    const intent = await stripe.paymentIntents.create(newIntentParams());
    const confirm = async (with_: string) =>
      stripe.paymentIntents.confirm(intent.id, { payment_method: await methodOf(stripe, with_) });

    const error = await failureOf(confirm(token));
    expect(error).toMatchObject({
      type: 'StripeCardError',
      statusCode: 402,
      code,
      decline_code: declineCode,
      payment_intent: { id: intent.id, status: 'requires_payment_method', payment_method: null },
    });
    expect(error.headers?.['stripe-should-retry']).toBe('false');
    expect(await stripe.charges.retrieve(error.charge ?? '')).toMatchObject({ status: 'failed', failure_code: code });
    expect(await confirm('tok_visa')).toMatchObject({ status: 'succeeded', last_payment_error: null });
    const { data } = await stripe.charges.list({ payment_intent: intent.id });
    expect(data.map(({ status }) => status)).toEqual(['succeeded', 'failed']);
  });

  it('keeps the intent of a declined create-and-confirm', async () => {
    const { stripe } = bed;
    const create = stripe.paymentIntents.create(
      newIntentParams({ payment_method: 'pm_card_chargeDeclined', confirm: true }),
    );
    const { payment_intent: intent } = await failureOf(create);
    expect(await stripe.paymentIntents.retrieve(intent?.id ?? '')).toMatchObject({ status: 'requires_payment_method' });
  });

  it('consumes its payment method', async () => {
    const { stripe } = bed;
    const paymentMethod = await methodOf(stripe, 'tok_visa');
    const [first, second] = await Promise.all([1, 2].map(() => stripe.paymentIntents.create(newIntentParams())));
    await stripe.paymentIntents.confirm(first?.id ?? '', { payment_method: paymentMethod });
    const error = await failureOf(stripe.paymentIntents.confirm(second?.id ?? '', { payment_method: paymentMethod }));
    expect(error).toMatchObject({ type: 'StripeInvalidRequestError', param: 'payment_method' });
  });

  it('can be canceled until it is decided; then the error contains the intent', async () => {
    const { stripe } = bed;
    const open = await stripe.paymentIntents.create(newIntentParams());
    expect(await stripe.paymentIntents.cancel(open.id, { cancellation_reason: 'abandoned' })).toMatchObject({
      status: 'canceled',
      cancellation_reason: 'abandoned',
    });
    const paid = await pay(stripe, 'tok_visa');
    expect(await failureOf(stripe.paymentIntents.cancel(paid.id))).toMatchObject({
      statusCode: 400,
      code: 'payment_intent_unexpected_state',
      payment_intent: { id: paid.id, status: 'succeeded' },
    });
  });

  it('has one winner when cancel races confirm', async () => {
    const { stripe } = bed;
    const races = Array.from({ length: 15 }, async () => {
      const { id } = await stripe.paymentIntents.create(newIntentParams());
      const results = await Promise.allSettled([
        stripe.paymentIntents.confirm(id, { payment_method: 'pm_card_visa' }),
        stripe.paymentIntents.cancel(id),
      ]);
      const [won] = results.filter((result) => result.status === 'fulfilled');
      expect(results.filter(({ status }) => status === 'rejected')).toHaveLength(1);
      expect((await stripe.paymentIntents.retrieve(id)).status).toBe(won?.value.status);
      const { data } = await stripe.charges.list({ payment_intent: id });
      expect(data).toHaveLength(won?.value.status === 'succeeded' ? 1 : 0);
    });
    await Promise.all(races);
  });

  it('accepts metadata and a payment method before it is confirmed', async () => {
    const { stripe } = bed;
    const { id } = await stripe.paymentIntents.create(newIntentParams());
    const edited = await stripe.paymentIntents.update(id, {
      payment_method: 'pm_card_visa',
      metadata: { attempt: '', note: 'x' },
    });
    expect(edited).toMatchObject({ status: 'requires_confirmation', metadata: { orderId: 'order-1', note: 'x' } });
    expect(edited.metadata).not.toHaveProperty('attempt');
    expect(await stripe.paymentIntents.confirm(id)).toMatchObject({ status: 'succeeded' });
  });
});

describe('refunds', () => {
  it('can be partial, and never exceed the charge', async () => {
    const { stripe } = bed;
    const { id: paymentIntent } = await pay(stripe, 'tok_visa');
    const partial = await stripe.refunds.create({
      payment_intent: paymentIntent,
      amount: 500,
      metadata: { orderId: 'order-1' },
    });
    expect(partial).toMatchObject({
      amount: 500,
      status: 'succeeded',
      payment_intent: paymentIntent,
      metadata: { orderId: 'order-1' },
    });
    expect(await failureOf(stripe.refunds.create({ payment_intent: paymentIntent, amount: 1500 }))).toMatchObject({
      code: 'amount_too_large',
      param: 'amount',
    });
    expect(await stripe.refunds.create({ payment_intent: paymentIntent })).toMatchObject({ amount: 1499 });
    expect(await failureOf(stripe.refunds.create({ payment_intent: paymentIntent }))).toMatchObject({
      code: 'charge_already_refunded',
    });

    const { data } = await stripe.charges.list({ payment_intent: paymentIntent });
    expect(data).toMatchObject([{ amount_refunded: 1999, refunded: true }]);
    expect((await stripe.refunds.list({ payment_intent: paymentIntent })).data.map(({ amount }) => amount)).toEqual([
      1499, 500,
    ]);
  });

  it('refund once for twenty concurrent requests', async () => {
    const { stripe } = bed;
    const { id: paymentIntent } = await pay(stripe, 'tok_visa');
    const results = await Promise.allSettled(
      Array.from({ length: 20 }, () => stripe.refunds.create({ payment_intent: paymentIntent })),
    );
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('are refused without a charge', async () => {
    const { id } = await bed.stripe.paymentIntents.create(newIntentParams());
    const error = await failureOf(bed.stripe.refunds.create({ payment_intent: id }));
    expect(error).toMatchObject({ statusCode: 400, type: 'StripeInvalidRequestError' });
  });
});

describe('refusals', () => {
  const amountCases = [
    [49, 'amount_too_small'],
    [100_000_000, 'amount_too_large'],
    [10.5, 'parameter_invalid_integer'],
    [0, 'parameter_invalid_integer'],
  ] as const;

  it.each(amountCases)('refuse an amount of %d as %s', async (amount, code) => {
    const error = await failureOf(bed.stripe.paymentIntents.create(newIntentParams({ amount })));
    expect(error).toMatchObject({ statusCode: 400, code, param: 'amount' });
  });

  it('name a missing and an unknown parameter', async () => {
    const { stripe } = bed;
    const unknown: object = { ...newIntentParams(), card: { nr: '1' } };
    expect(await failureOf(stripe.paymentMethods.create({ type: 'card' }))).toMatchObject({
      code: 'parameter_missing',
      param: 'card',
    });
    const create = stripe.paymentIntents.create(unknown as ReturnType<typeof newIntentParams>);
    expect(await failureOf(create)).toMatchObject({ code: 'parameter_unknown', param: 'card' });
  });

  it.each([
    ['payment intent', (id: string) => bed.stripe.paymentIntents.retrieve(`pi_${id}`)],
    ['charge', (id: string) => bed.stripe.charges.retrieve(`ch_${id}`)],
    ['refund', (id: string) => bed.stripe.refunds.retrieve(`re_${id}`)],
    ['event', (id: string) => bed.stripe.events.retrieve(`evt_${id}`)],
    ['payment method', (id: string) => bed.stripe.paymentMethods.retrieve(`pm_${id}`)],
  ])('answer 404 resource_missing for an unknown %s', async (_noun, retrieve) => {
    expect(await failureOf(retrieve('nope'))).toMatchObject({ statusCode: 404, code: 'resource_missing' });
  });

  it.each(['sk_live_real', 'nonsense', 'pk_test_form'])('answer 401 to the key %s', async (key) => {
    const stripe = stripeClient(bed.sandbox.port, {}, key);
    expect(await failureOf(stripe.paymentIntents.list())).toMatchObject({
      type: 'StripeAuthenticationError',
      statusCode: 401,
    });
  });

  it('return Stripe’s error format for an invalid call', async () => {
    const { url } = bed.sandbox;
    const headers = { authorization: 'Bearer sk_test_sandbox' };
    const answers = await Promise.all([
      fetch(`${url}/v1/nope`, { headers }),
      fetch(`${url}/v1/charges`),
      fetch(`${url}/v1/refunds`, {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        body: '{}',
      }),
      fetch(`${url}/v1/refunds`, {
        method: 'POST',
        headers,
        body: new URLSearchParams({ reason: 'x'.repeat(300_000) }),
      }),
      fetch(`${url}/v1/refunds`, {
        method: 'POST',
        headers,
        body: new URLSearchParams({ 'metadata[__proto__][x]': '1' }),
      }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([404, 401, 400, 413, 400]);
    for (const answer of answers) {
      expect(answer.headers.get('request-id')).toMatch(/^req_\w{24}$/);
      expect(await answer.json()).toMatchObject({
        error: { type: 'invalid_request_error', message: expect.any(String) },
      });
    }
  });
});

describe('lists', () => {
  it('page newest first in both directions, and filter by creation time', async () => {
    const own = await givenSandbox();
    try {
      const { stripe } = own;
      const ids: string[] = [];
      for (let made = 0; made < 5; made += 1) ids.unshift((await stripe.paymentIntents.create(newIntentParams())).id);
      const page = async (params: object) => (await stripe.paymentIntents.list(params)).data.map(({ id }) => id);

      expect(await page({ limit: 2 })).toEqual(ids.slice(0, 2));
      expect(await page({ limit: 2, starting_after: ids[1] })).toEqual(ids.slice(2, 4));
      expect(await page({ limit: 2, ending_before: ids[4] })).toEqual(ids.slice(2, 4));
      expect(await page({ created: { gte: Math.floor(Date.now() / 1000) + 60 } })).toEqual([]);
      expect(await page({ created: { gte: Math.floor(Date.now() / 1000) - 60 } })).toEqual(ids);
      const walked: string[] = [];
      for await (const { id } of stripe.paymentIntents.list({ limit: 2 })) walked.push(id);
      expect(walked).toEqual(ids);
    } finally {
      await own.close();
    }
  });
});
