import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type Stripe from 'stripe';
import { type StripeMock, startStripeMock } from './stripe-mock.ts';
import { failureOf, givenSandbox, methodOf, newIntentParams, pay, stripeClient, type TestBed } from './support.ts';

const installTimeoutMs = 240_000;

type Json = Record<string, unknown>;
interface Call {
  name: string;
  /** Ids that exist in the sandbox; stripe-mock accepts any. */
  call: (stripe: Stripe, ids: Ids) => Promise<object>;
  /** Fields that the payments service reads. */
  reads: string[];
}
interface Ids {
  open: string;
  method: string;
  paid: string;
  refundable: string;
  charge: string;
  refund: string;
}

/** The requests of the payments service. */
const calls: Call[] = [
  {
    name: 'paymentMethods.create',
    call: (stripe) =>
      stripe.paymentMethods.create({ type: 'card', card: { token: 'tok_visa' } }, { idempotencyKey: 'm1' }),
    reads: [
      'id',
      'object',
      'type',
      'created',
      'livemode',
      'card.brand',
      'card.last4',
      'card.exp_month',
      'card.exp_year',
    ],
  },
  {
    name: 'paymentMethods.retrieve',
    call: (stripe, { method }) => stripe.paymentMethods.retrieve(method),
    reads: ['id', 'object', 'type'],
  },
  {
    name: 'paymentIntents.create',
    call: (stripe) => stripe.paymentIntents.create(newIntentParams(), { idempotencyKey: 'order-1:1' }),
    reads: [
      'id',
      'object',
      'amount',
      'currency',
      'status',
      'client_secret',
      'created',
      'metadata',
      'payment_method_types',
    ],
  },
  {
    name: 'paymentIntents.confirm',
    call: (stripe, { open, method }) =>
      stripe.paymentIntents.confirm(open, { payment_method: method }, { idempotencyKey: 'confirm' }),
    reads: ['id', 'object', 'amount', 'amount_received', 'currency', 'status', 'metadata'],
  },
  {
    name: 'paymentIntents.retrieve',
    call: (stripe, { paid }) => stripe.paymentIntents.retrieve(paid, { expand: ['latest_charge'] }),
    reads: ['id', 'status', 'amount', 'amount_received', 'metadata'],
  },
  {
    name: 'paymentIntents.cancel',
    call: async (stripe) => {
      const { id } = await stripe.paymentIntents.create(newIntentParams());
      return stripe.paymentIntents.cancel(id, { cancellation_reason: 'abandoned' }, { idempotencyKey: `cancel:${id}` });
    },
    reads: ['id', 'status', 'canceled_at', 'metadata'],
  },
  {
    name: 'paymentIntents.list',
    call: (stripe) => stripe.paymentIntents.list({ created: { gte: 1 }, limit: 3 }),
    reads: ['object', 'url', 'has_more', 'data', 'data.0.id', 'data.0.status', 'data.0.metadata'],
  },
  {
    name: 'refunds.create',
    call: (stripe, { refundable: payment_intent }) =>
      stripe.refunds.create(
        { payment_intent, metadata: { orderId: 'order-1' } },
        { idempotencyKey: 'refund:order-1:1' },
      ),
    reads: ['id', 'object', 'amount', 'currency', 'status', 'created', 'payment_intent', 'charge', 'metadata'],
  },
  {
    name: 'refunds.list',
    call: (stripe, { paid: payment_intent }) => stripe.refunds.list({ payment_intent, limit: 3 }),
    reads: ['object', 'url', 'has_more', 'data.0.id', 'data.0.status', 'data.0.amount'],
  },
  {
    name: 'charges.retrieve',
    call: (stripe, { charge }) => stripe.charges.retrieve(charge),
    reads: ['id', 'object', 'amount', 'amount_refunded', 'currency', 'paid', 'refunded', 'status', 'metadata'],
  },
  {
    name: 'charges.list',
    call: (stripe, { paid: payment_intent }) => stripe.charges.list({ payment_intent }),
    reads: ['object', 'url', 'has_more', 'data.0.id', 'data.0.amount', 'data.0.status'],
  },
  {
    name: 'events.list',
    call: (stripe) => stripe.events.list({ types: ['payment_intent.succeeded', 'charge.refunded'], limit: 2 }),
    reads: ['object', 'has_more', 'data.0.id', 'data.0.type', 'data.0.created', 'data.0.data.object', 'data.0.request'],
  },
];

const refusals: { name: string; call: (stripe: Stripe) => Promise<object> }[] = [
  { name: 'an amount is missing', call: (stripe) => stripe.paymentIntents.create(without('amount')) },
  { name: 'a currency is missing', call: (stripe) => stripe.paymentIntents.create(without('currency')) },
  {
    name: 'a parameter is unknown',
    call: (stripe) => stripe.paymentIntents.create(newIntentParams({ nope: '1' } as object)),
  },
  {
    name: 'an amount is a word',
    call: (stripe) => stripe.refunds.create({ payment_intent: 'pi_1', amount: 'all' as never }),
  },
  { name: 'a list’s limit is a word', call: (stripe) => stripe.charges.list({ limit: 'all' as never }) },
];

function without(name: 'amount' | 'currency'): ReturnType<typeof newIntentParams> {
  const params: Partial<ReturnType<typeof newIntentParams>> = newIntentParams();
  delete params[name];
  return params as ReturnType<typeof newIntentParams>;
}

/** Since API version 2022-11-15 returned only with `expand`, whatever the mock returns. */
const expandedOnly = ['refunds'];

const typeOf = (value: unknown): string => (Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value);

const read = (value: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((holder, key) => (holder as Json | undefined)?.[key], value);

/** The members whose type differs from Stripe's; null matches everything, because the mock chooses its own nulls. */
function differences(official: Json, ours: Json): string[] {
  return Object.keys(official).flatMap((key) => {
    if (expandedOnly.includes(key)) return [];
    const [expected, actual] = [typeOf(official[key]), typeOf(ours[key])];
    return expected === actual || (actual !== 'undefined' && [expected, actual].includes('null'))
      ? []
      : [`${key}: ${expected} at Stripe, ${actual} here`];
  });
}

describe('the sandbox against Stripe’s own mock', () => {
  let mock: StripeMock;
  let bed: TestBed;
  let official: Stripe;
  let ids: Ids;

  beforeAll(async () => {
    [mock, bed] = await Promise.all([startStripeMock(), givenSandbox()]);
    official = stripeClient(mock.port);
    const { stripe } = bed;
    const [paid, refundable] = await Promise.all([pay(stripe, 'tok_visa'), pay(stripe, 'tok_visa')]);
    const [open, method] = await Promise.all([
      stripe.paymentIntents.create(newIntentParams()),
      methodOf(stripe, 'tok_visa'),
    ]);
    const refund = await stripe.refunds.create({ payment_intent: paid.id, amount: 100 });
    ids = {
      open: open.id,
      method,
      paid: paid.id,
      refundable: refundable.id,
      charge: String(paid.latest_charge),
      refund: refund.id,
    };
  }, installTimeoutMs);

  afterAll(async () => {
    await bed?.close();
    await mock?.stop();
  });

  it.each(calls)('answers $name with every member of Stripe’s response, of the same type', async ({ call, reads }) => {
    const [theirs, ours] = (await Promise.all([call(official, ids), call(bed.stripe, ids)])) as [Json, Json];
    expect(differences(theirs, ours)).toEqual([]);
    for (const path of reads) {
      const [expected, actual] = [typeOf(read(theirs, path)), typeOf(read(ours, path))];
      expect([path, actual]).toEqual([path, expected]);
      expect([path, actual]).not.toEqual([path, 'undefined']);
    }
    if (ours.object === 'list') {
      const [theirRow, ourRow] = [read(theirs, 'data.0'), read(ours, 'data.0')] as [Json, Json];
      expect(differences(theirRow, ourRow)).toEqual([]);
    }
  });

  it.each(refusals)('refuses, as Stripe does, when $name', async ({ call }) => {
    const [theirs, ours] = await Promise.all([failureOf(call(official)), failureOf(call(bed.stripe))]);
    expect([ours.statusCode, ours.rawType]).toEqual([theirs.statusCode, theirs.rawType]);
  });

  it('refuses a call without a key, as Stripe does', async () => {
    const statuses = await Promise.all(
      [mock.port, bed.sandbox.port].map(async (port) => (await fetch(`http://127.0.0.1:${port}/v1/charges`)).status),
    );
    expect(statuses).toEqual([401, 401]);
  });
});
