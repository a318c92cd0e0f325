import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import Stripe from 'stripe';
import { apiVersion } from '../src/use-cases/emit-event.ts';
import {
  control,
  eventually,
  failureOf,
  givenSandbox,
  givenWebhookReceiver,
  newIntentParams,
  pay,
  type TestBed,
  WEBHOOK_SECRET,
  type WebhookReceiver,
} from './support.ts';

let receiver: WebhookReceiver;
let bed: TestBed;
beforeEach(async () => {
  receiver = await givenWebhookReceiver();
  bed = await givenSandbox({ webhookUrl: receiver.url, webhookSecret: WEBHOOK_SECRET });
});
afterEach(async () => {
  await bed.close();
  await receiver.close();
});

const events = (): Stripe.Event[] => receiver.received.map(({ payload }) => JSON.parse(payload) as Stripe.Event);
const typesReceived = (): string[] => events().map(({ type }) => type);
const until = (count: number) => eventually(typesReceived, (types) => types.length >= count);

describe('webhooks', () => {
  it('are signed like Stripe’s, and contain the object at the time of the event', async () => {
    const { stripe } = bed;
    const paid = await pay(stripe, 'tok_visa');
    await until(3);
    const verified = receiver.received.map(({ payload, headers }) =>
      stripe.webhooks.constructEvent(payload, String(headers['stripe-signature']), WEBHOOK_SECRET),
    );
    expect(verified.map(({ type }) => type).sort()).toEqual([
      'charge.succeeded',
      'payment_intent.created',
      'payment_intent.succeeded',
    ]);
    const succeeded = verified.find(({ type }) => type === 'payment_intent.succeeded');
    expect(succeeded).toMatchObject({
      api_version: apiVersion,
      data: { object: { id: paid.id, status: 'succeeded' } },
    });
    const created = verified.find(({ type }) => type === 'payment_intent.created');
    expect(created).toMatchObject({ data: { object: { id: paid.id, status: 'requires_payment_method' } } });

    const [first] = receiver.received;
    expect(() =>
      stripe.webhooks.constructEvent(first?.payload ?? '', String(first?.headers['stripe-signature']), 'whsec_other'),
    ).toThrow(Stripe.errors.StripeSignatureVerificationError);
  });

  it('report declines, cancellations and refunds', async () => {
    const { stripe } = bed;
    await failureOf(pay(stripe, 'tok_chargeDeclined'));
    const { id } = await stripe.paymentIntents.create(newIntentParams());
    await stripe.paymentIntents.cancel(id);
    const { id: payment_intent } = await pay(stripe, 'tok_visa');
    await stripe.refunds.create({ payment_intent });
    await until(11);
    expect(typesReceived()).toEqual(
      expect.arrayContaining([
        'payment_intent.payment_failed',
        'charge.failed',
        'payment_intent.canceled',
        'refund.created',
        'charge.refunded',
        'refund.updated',
      ]),
    );
  });

  it('are retried until they get a 2xx, as the same event', async () => {
    receiver.statuses.push(500, 301, 404);
    await bed.stripe.paymentIntents.create(newIntentParams());
    await until(4);
    expect(new Set(events().map(({ id }) => id)).size).toBe(1);
    const [event] = events();
    await eventually(
      () => bed.stripe.events.retrieve(event?.id ?? ''),
      ({ pending_webhooks }) => pending_webhooks === 0,
    );
  });

  it('are sent for the wanted types only', async () => {
    bed.sandbox.setWebhook({ url: receiver.url, secret: WEBHOOK_SECRET, events: ['payment_intent.succeeded'] });
    await pay(bed.stripe, 'tok_visa');
    await until(1);
    expect(typesReceived()).toEqual(['payment_intent.succeeded']);
    const { data } = await bed.stripe.events.list({ types: ['charge.succeeded'] });
    expect(data).toMatchObject([{ pending_webhooks: 0 }]);
  });

  it('are duplicated on request', async () => {
    await control(bed.sandbox.url, 'PATCH', '/webhooks', { copies: 2 });
    await bed.stripe.paymentIntents.create(newIntentParams());
    await until(2);
    expect(new Set(events().map(({ id }) => id)).size).toBe(1);
  });

  it('wait while they are held, and are sent afterwards', async () => {
    await control(bed.sandbox.url, 'PATCH', '/webhooks', { isHeld: true });
    await bed.stripe.paymentIntents.create(newIntentParams());
    const state = await control(bed.sandbox.url, 'GET', '/webhooks');
    expect(state).toMatchObject({ isHeld: true, pending: [{ failedAttempts: 0 }] });
    expect(receiver.received).toEqual([]);
    await control(bed.sandbox.url, 'PATCH', '/webhooks', { isHeld: false });
    await until(1);
  });

  it('are listed as events, whether delivered or not', async () => {
    await pay(bed.stripe, 'tok_visa');
    const { data } = await bed.stripe.events.list({ types: ['payment_intent.succeeded', 'charge.succeeded'] });
    expect(data.map(({ type }) => type)).toEqual(['payment_intent.succeeded', 'charge.succeeded']);
  });
});

it('renders objects for the API version of the official client', () => {
  expect(apiVersion).toBe(Stripe.API_VERSION);
});
