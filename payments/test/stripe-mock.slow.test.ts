import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { silentLogger } from '@ticketing/common/log';
import Stripe from 'stripe';
import { type StripeMock, startStripeMock } from '../../stripe-sandbox/test/stripe-mock.ts';
import { newRefund } from '../src/domain/refund.ts';
import { createStripe, createStripeGateway, type StripeGateway } from '../src/stripe/stripe-gateway.ts';
import { somePayment } from './some-payment.ts';

const installTimeoutMs = 240_000;

const refund = newRefund({ number: 1, amountMinor: 500, orderVersion: 2, reason: 'places_returned' }, new Date(0));
const payment = somePayment({ stripeId: 'pi_1', state: 'succeeded', refunds: [refund] });

/** stripe-mock answers 400 to anything that Stripe's own OpenAPI document does not define. */
describe('the gateway’s requests, checked by Stripe’s own mock', () => {
  let mock: StripeMock;
  let stripe: Stripe;
  let gateway: StripeGateway;
  let answers: string[];

  beforeAll(async () => {
    mock = await startStripeMock();
    stripe = createStripe({ key: 'sk_test_123', apiUrl: `http://127.0.0.1:${mock.port}` });
    gateway = createStripeGateway(stripe, silentLogger());
    stripe.on('response', ({ method, path, status }: Stripe.ResponseEvent) =>
      answers.push(`${method} ${path} ${status}`),
    );
  }, installTimeoutMs);
  afterAll(() => mock?.stop());

  it.each<[string, () => Promise<unknown>, string[]]>([
    ['create an intent', () => gateway.createIntent(payment), ['POST /v1/payment_intents 200']],
    [
      'charge it',
      () => gateway.charge(payment, 'pi_1', 'tok_visa'),
      ['POST /v1/payment_methods 200', 'POST /v1/payment_intents/pi_1/confirm 200'],
    ],
    ['retrieve its outcome', () => gateway.retrieve('pi_1'), ['GET /v1/payment_intents/pi_1 200']],
    ['cancel it', () => gateway.cancel('pi_1'), ['POST /v1/payment_intents/pi_1/cancel 200']],
    ['refund it', () => gateway.refund(payment, refund), ['POST /v1/refunds 200']],
    ['retrieve the refund’s outcome', () => gateway.retrieveRefund('re_1'), ['GET /v1/refunds/re_1 200']],
  ])('are valid when they %s', async (_what, request, expected) => {
    answers = [];
    await request();
    expect(answers).toEqual(expected);
  });

  it('are valid when they search for an earlier refund', async () => {
    answers = [];
    const code = 'charge_already_refunded';
    const refusal = new Stripe.errors.StripeInvalidRequestError({
      type: 'invalid_request_error',
      code,
      statusCode: 400,
    });
    jest.spyOn(stripe.refunds, 'create').mockRejectedValueOnce(refusal);

    expect(await gateway.refund(payment, refund)).toMatchObject({ stripeId: expect.stringMatching(/^re_/) });
    expect(answers).toEqual(['GET /v1/refunds?payment_intent=pi_1&limit=100 200']);
  });
});
