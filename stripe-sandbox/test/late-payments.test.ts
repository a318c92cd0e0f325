import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type Stripe from 'stripe';
import { control, eventually, failureOf, givenSandbox, newIntentParams, pay, type TestBed } from './support.ts';

let bed: TestBed;
beforeEach(async () => {
  bed = await givenSandbox();
});
afterEach(() => bed.close());

const settled = (id: string) =>
  eventually(
    () => bed.stripe.paymentIntents.retrieve(id),
    ({ status }) => status !== 'processing',
  );

describe('a payment that settles late', () => {
  it('is processing first, without a charge, and can be neither canceled nor confirmed', async () => {
    const { stripe } = bed;
    const { id, status, latest_charge } = await pay(stripe, 'tok_sandbox_processing');
    expect({ status, latest_charge }).toEqual({ status: 'processing', latest_charge: null });
    for (const call of [stripe.paymentIntents.cancel(id), stripe.paymentIntents.confirm(id)]) {
      expect(await failureOf(call)).toMatchObject({ code: 'payment_intent_unexpected_state' });
    }
  });

  it('succeeds after the delay of its token', async () => {
    const { id } = await pay(bed.stripe, 'tok_sandbox_processing_50ms');
    expect(await settled(id)).toMatchObject({ status: 'succeeded', amount_received: 1999 });
  });

  it('is declined after the delay if its token says so', async () => {
    const { id } = await pay(bed.stripe, 'tok_sandbox_processing_50ms_fails');
    expect(await settled(id)).toMatchObject({
      status: 'requires_payment_method',
      last_payment_error: { code: 'card_declined' },
    });
  });

  it('settles immediately, and only once, on request', async () => {
    const { stripe, sandbox } = bed;
    const { id } = await pay(stripe, 'tok_sandbox_processing');
    await Promise.all([1, 2, 3].map(() => control(sandbox.url, 'POST', `/settlements/${id}`)));
    expect(await stripe.paymentIntents.retrieve(id)).toMatchObject({ status: 'succeeded' });
    expect((await stripe.charges.list({ payment_intent: id })).data).toHaveLength(1);
  });
});

describe('a refund that settles late', () => {
  it.each([
    ['tok_pendingRefund', 'pending', 'succeeded', 1999],
    ['tok_refundFail', 'succeeded', 'failed', 0],
  ])('with %s is %s, then %s', async (token, before, after, refundedAfter) => {
    const { stripe, sandbox } = bed;
    const { id: paymentIntent, latest_charge } = await pay(stripe, token);
    const refund = await stripe.refunds.create({ payment_intent: paymentIntent });
    expect(refund.status).toBe(before);
    await control(sandbox.url, 'POST', `/settlements/${refund.id}`);
    expect(await stripe.refunds.retrieve(refund.id)).toMatchObject({ status: after });
    const charge: Stripe.Charge = await stripe.charges.retrieve(String(latest_charge));
    expect(charge.amount_refunded).toBe(refundedAfter);
  });
});

describe('the ledger’s view for the invariants', () => {
  it('nets charges and refunds per order, without declined attempts', async () => {
    const { stripe, sandbox } = bed;
    await failureOf(pay(stripe, 'tok_chargeDeclined', 'order-a'));
    await pay(stripe, 'tok_visa', 'order-a');
    const { id: paymentIntent } = await pay(stripe, 'tok_visa', 'order-b');
    await stripe.refunds.create({ payment_intent: paymentIntent, amount: 499 });
    await stripe.paymentIntents.create(newIntentParams({ metadata: { orderId: 'order-c' } }));
    expect(await control(sandbox.url, 'GET', '/ledger')).toMatchObject({
      paymentIntents: { length: 4 },
      charges: { length: 3 },
      refunds: { length: 1 },
      netByOrderId: {
        'order-a': { chargedMinor: 1999, refundedMinor: 0, netMinor: 1999, charges: 1 },
        'order-b': { chargedMinor: 1999, refundedMinor: 499, netMinor: 1500, charges: 1 },
      },
    });
  });
});
