import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { waitFor } from '@ticketing/common/backoff';
import { isTransient } from '@ticketing/common/errors';
import { codesOf } from '@ticketing/testing/api';
import type { Refund } from '../src/domain/refund.ts';
import type { StripeGateway } from '../src/stripe/stripe-gateway.ts';
import { payOrder } from '../src/use-cases/pay-order.ts';
import { sweepPayments } from '../src/use-cases/sweep-payments.ts';
import { type Fault, type PaymentsFixture, startPayments, type TestOrder } from './payments-fixture.ts';

let payments: PaymentsFixture;
beforeAll(async () => {
  payments = await startPayments();
});
afterAll(() => payments.stop());

const confirm = '/v1/payment_intents/*/confirm';
const lost = (path: string): Fault => ({ method: 'POST', path, action: 'drop_after_execution', times: 2 });
const refused = (path: string): Fault => ({ method: 'POST', path, action: 'error_before_execution' });
const cutOff = (path: string): Fault => ({ method: 'POST', path, action: 'drop_before_execution', times: 2 });

/** An order whose payment got a 202. */
async function givenOpenPayment({ fault, token }: { fault?: Fault; token?: string }): Promise<TestOrder> {
  const order = await payments.givenOrder();
  if (fault) await payments.givenFault(fault);
  const answer = await payments.pay(order, token ? { token } : {});
  expect(answer).toMatchObject({ status: 202, body: { status: 'processing' } });
  return order;
}
async function givenPaidOrder(): Promise<TestOrder> {
  const order = await payments.givenOrder();
  expect(await payments.pay(order)).toMatchObject({ status: 201 });
  return order;
}
/** Runs work while this process's clock is wrong. */
async function withClockOff<T>(byMs: number, work: () => Promise<T>): Promise<T> {
  const now = Date.now;
  const clock = jest.spyOn(Date, 'now').mockImplementation(() => now() + byMs);
  try {
    return await work();
  } finally {
    clock.mockRestore();
  }
}
/** Sweeps until the order's refund is in a state. */
async function refundIs(order: TestOrder, state: Refund['state']): Promise<void> {
  const condition = async () => {
    await payments.sweep();
    return (await firstOf(order))?.refunds[0]?.state === state ? true : null;
  };
  expect(await waitFor(condition, { timeoutMs: 10_000 })).toBe(true);
}
const anHourMs = 3_600_000;
const firstOf = async ({ id }: TestOrder) => (await payments.paymentsOf(id))[0];

describe('an attempt to pay', () => {
  it('is stored with its key data before Stripe is called, and its intent before money moves', async () => {
    const { deps } = payments;
    const order = await payments.givenOrder();
    const seen: unknown[] = [];
    const stripe: StripeGateway = {
      ...deps.stripe,
      async createIntent(payment) {
        seen.push(await firstOf(order));
        return deps.stripe.createIntent(payment);
      },
      async charge(...request) {
        seen.push(await firstOf(order));
        return deps.stripe.charge(...request);
      },
    };
    await payOrder({ ...deps, stripe })({ orderId: order.id, userId: order.buyer.id, token: 'tok_visa' });

    expect(seen).toMatchObject([
      { state: 'open', attempt: 1, amountMinor: 1999, stripeId: null },
      { state: 'open', attempt: 1, stripeId: expect.stringMatching(/^pi_/) },
    ]);
  });

  it('is settled by querying Stripe when the process crashed before storing the outcome', async () => {
    const { deps } = payments;
    const order = await payments.givenOrder();
    const died = { ...deps.payments, save: () => Promise.reject(new Error('the process crashed here')) };
    const request = { orderId: order.id, userId: order.buyer.id, token: 'tok_visa' };
    expect(await payOrder({ ...deps, payments: died })(request)).toMatchObject({ status: 'processing' });
    await payments.sweep();

    expect(await payments.eventsOf(order.id)).toEqual(['started', 'created']);
    expect(await payments.netOf(order.id)).toMatchObject({ charges: 1, netMinor: 1999 });
  });

  it('that is open when its order is cancelled can no longer be charged at Stripe', async () => {
    const order = await givenOpenPayment({ token: 'tok_threeDSecure2Required' });
    expect(await payments.intentsAtStripe(order.id)).toEqual(['requires_action']);
    await payments.cancel(order);
    await payments.sweep();

    expect(await payments.intentsAtStripe(order.id)).toEqual(['canceled']);
    expect(await firstOf(order)).toMatchObject({ state: 'failed' });
  });
});

describe('a payment whose response was lost', () => {
  it('is settled as charged when Stripe has charged it', async () => {
    const order = await givenOpenPayment({ fault: lost(confirm) });
    const again = await payments.pay(order);
    expect([again.status, codesOf(again)]).toEqual([409, ['payment_in_progress']]);
    await payments.sweep();

    expect(await firstOf(order)).toMatchObject({ state: 'succeeded' });
    expect(await payments.eventsOf(order.id)).toEqual(['started', 'created']);
    expect(await payments.netOf(order.id)).toMatchObject({ charges: 1, netMinor: 1999 });
  });

  it.each([
    ['Stripe failed to charge it', refused(confirm)],
    ['Stripe became unavailable before the charge', cutOff(confirm)],
    ['the card never reached Stripe', cutOff('/v1/payment_methods')],
    ['the process crashed before it had an intent', cutOff('/v1/payment_intents')],
    ['the process crashed before it stored its intent', lost('/v1/payment_intents')],
  ])('is settled as failed, without a charge, when %s; the next attempt may succeed', async (_when, fault) => {
    const order = await givenOpenPayment({ fault });
    await payments.sweep();

    expect(await firstOf(order)).toMatchObject({ state: 'failed', failureCode: 'canceled' });
    expect(await payments.netOf(order.id)).toBeUndefined();
    expect(await payments.pay(order)).toMatchObject({ status: 201 });
    expect(await payments.eventsOf(order.id)).toEqual(['started', 'failed', 'started', 'created']);
    expect(await payments.netOf(order.id)).toMatchObject({ charges: 1, netMinor: 1999 });
  });

  it('is settled once by two concurrent sweepers', async () => {
    const order = await givenOpenPayment({ fault: lost(confirm) });
    await Promise.all([payments.sweep(), payments.sweep()]);

    expect(await payments.eventsOf(order.id)).toEqual(['started', 'created']);
  });

  it('is due by the database’s clock, even when this machine’s clock is an hour slow', async () => {
    const order = await givenOpenPayment({ fault: lost(confirm) });
    await withClockOff(-anHourMs, payments.sweep);

    expect(await firstOf(order)).toMatchObject({ state: 'succeeded' });
  });

  it('is processed once per sweep, even when due again at once', async () => {
    const order = await givenOpenPayment({ token: 'tok_sandbox_processing' });
    const { deps } = payments;
    await sweepPayments({
      ...deps,
      payments: { ...deps.payments, claimPaymentToSettle: () => deps.payments.claimPaymentToSettle(0) },
    })();

    expect(await firstOf(order)).toMatchObject({ state: 'open' });
    await payments.settleAtStripe((await firstOf(order))?.stripeId);
    await payments.sweep();
    expect(await firstOf(order)).toMatchObject({ state: 'succeeded' });
  });

  it('is retried until Stripe is available, while others are settled', async () => {
    const [first, second] = [
      await givenOpenPayment({ fault: lost(confirm) }),
      await givenOpenPayment({ fault: lost(confirm) }),
    ];
    await payments.givenFault({ method: 'GET', path: '/v1/payment_intents/*', action: 'error_before_execution' });

    const failure: unknown = await payments.sweep().catch((error: unknown) => error);
    expect(isTransient(failure)).toBe(true);
    expect([await firstOf(first), await firstOf(second)]).toMatchObject([{ state: 'open' }, { state: 'succeeded' }]);
    const settled = async () => {
      await payments.sweep();
      return (await firstOf(first))?.state === 'succeeded' ? true : null;
    };
    expect(await waitFor(settled, { timeoutMs: 10_000 })).toBe(true);
  });

  it('is left alone while it may still be in progress, until its order is cancelled', async () => {
    const order = await payments.givenOrder();
    const request = { orderId: order.id, userId: order.buyer.id, token: 'tok_threeDSecure2Required' };
    await payOrder({ ...payments.deps, settleAfterMs: 60_000 })(request);
    await withClockOff(anHourMs, payments.sweep);
    expect(await firstOf(order)).toMatchObject({ state: 'open' });
    await payments.cancel(order);
    await payments.sweep();

    expect(await firstOf(order)).toMatchObject({ state: 'failed' });
    expect(await payments.eventsOf(order.id)).toEqual(['started', 'failed']);
    expect(await payments.netOf(order.id)).toBeUndefined();
  });
});

describe('a charge of a cancelled order', () => {
  it('is refunded once, however often the cancellation is delivered and the sweeper runs', async () => {
    const order = await givenPaidOrder();
    const eventId = randomUUID();
    const cancellations = [];
    for (const id of [eventId, eventId, randomUUID()]) cancellations.push(await payments.cancel(order, id));
    expect(cancellations).toEqual(['applied', 'duplicate', 'stale']);
    await payments.sweep();
    await payments.sweep();

    const payment = await firstOf(order);
    expect(payment).toMatchObject({ state: 'succeeded', refunds: [{ state: 'done', reason: 'order_cancelled' }] });
    expect(await payments.eventsOf(order.id)).toEqual(['started', 'created', 'refunded']);
    expect((await payments.outboxOf(order.id))[2]).toMatchObject({
      key: order.id,
      payload: { orderId: order.id, amount: 1999, currency: 'USD', reason: 'order_cancelled' },
    });
    expect(await payments.refundsAtStripe(payment?.stripeId)).toBe(1);
    expect(await payments.netOf(order.id)).toMatchObject({ chargedMinor: 1999, refundedMinor: 1999, netMinor: 0 });
  });

  it('is refunded once by four concurrent sweepers', async () => {
    const order = await givenPaidOrder();
    await payments.cancel(order);
    await Promise.all(Array.from({ length: 4 }, payments.sweep));

    expect(await payments.eventsOf(order.id)).toEqual(['started', 'created', 'refunded']);
    expect(await payments.refundsAtStripe((await firstOf(order))?.stripeId)).toBe(1);
  });

  it('is refunded when the cancellation arrived before the charge was known', async () => {
    const order = await givenOpenPayment({ fault: lost(confirm) });
    await payments.cancel(order);
    await payments.sweep();

    expect(await payments.eventsOf(order.id)).toEqual(['started', 'created', 'refunded']);
    expect(await payments.netOf(order.id)).toMatchObject({ netMinor: 0, charges: 1 });
  });

  it('is refunded when Stripe was still processing it at the cancellation', async () => {
    const order = await givenOpenPayment({ token: 'tok_sandbox_processing' });
    await payments.cancel(order);
    await payments.sweep();
    expect(await firstOf(order)).toMatchObject({ state: 'open' });
    await payments.settleAtStripe((await firstOf(order))?.stripeId);
    await refundIs(order, 'done');

    expect(await payments.eventsOf(order.id)).toEqual(['started', 'created', 'refunded']);
    expect(await payments.netOf(order.id)).toMatchObject({ netMinor: 0, charges: 1 });
  });

  it.each([
    ['fails to refund it', refused('/v1/refunds')],
    ['refunds it and the response is lost', lost('/v1/refunds')],
  ])('is refunded once when Stripe %s at first', async (_when, fault) => {
    const order = await givenPaidOrder();
    await payments.cancel(order);
    await payments.givenFault(fault);
    const failure: unknown = await payments.sweep().catch((error: unknown) => error);
    expect(isTransient(failure)).toBe(true);
    expect(await firstOf(order)).toMatchObject({ refunds: [{ state: 'due' }] });
    await refundIs(order, 'done');

    expect(await payments.eventsOf(order.id)).toEqual(['started', 'created', 'refunded']);
    expect(await payments.refundsAtStripe((await firstOf(order))?.stripeId)).toBe(1);
  });

  it('is refused or refunded when payment and cancellation race', async () => {
    const order = await payments.givenOrder();
    const [answer] = await Promise.all([payments.pay(order), payments.cancel(order)]);
    await payments.sweep();

    expect([201, 400]).toContain(answer.status);
    expect((await payments.netOf(order.id))?.netMinor ?? 0).toBe(0);
  });
});
