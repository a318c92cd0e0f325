import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { waitFor } from '@ticketing/common/backoff';
import { TransientError } from '@ticketing/common/errors';
import type { Refund } from '../src/domain/refund.ts';
import type { StripeGateway } from '../src/stripe/stripe-gateway.ts';
import { sweepPayments } from '../src/use-cases/sweep-payments.ts';
import { type PaymentsFixture, startPayments, type TestOrder } from './payments-fixture.ts';

let payments: PaymentsFixture;
beforeAll(async () => {
  payments = await startPayments();
});
afterAll(() => payments.stop());

const refundOf = async ({ id }: TestOrder) => (await payments.paymentsOf(id))[0]?.refunds[0];
const stripeIdOf = async ({ id }: TestOrder) => (await payments.paymentsOf(id))[0]?.stripeId;

/** An order that was paid by card and cancelled; its refund has been requested. */
async function givenRefundedOrder(token: string): Promise<TestOrder> {
  const order = await payments.givenOrder();
  expect(await payments.pay(order, { token })).toMatchObject({ status: 201 });
  await payments.cancel(order);
  await payments.sweep();
  return order;
}
async function refundIs(order: TestOrder, wanted: Partial<Refund>): Promise<void> {
  const isSo = async () => {
    await payments.refundsAreDue(order.id);
    await payments.sweep();
    const refund = await refundOf(order);
    return Object.entries(wanted).every(([key, value]) => refund?.[key as keyof Refund] === value) ? true : null;
  };
  expect(await waitFor(isSo, { timeoutMs: 10_000 })).toBe(true);
}

describe('a refund that fails at the bank', () => {
  it('is counted, retried under another key, and published once', async () => {
    const order = await givenRefundedOrder('tok_refundFail');
    expect(await refundOf(order)).toMatchObject({ state: 'done', failures: 0 });
    const before = await payments.deps.payments.countRefunds('failed');
    await payments.settleAtStripe((await refundOf(order))?.stripeId);
    await payments.refundsAreDue(order.id);
    await payments.sweep();

    expect(await refundOf(order)).toMatchObject({
      state: 'failed',
      failures: 1,
      failureCode: 'expired_or_canceled_card',
    });
    expect(await payments.deps.payments.countRefunds('failed')).toBe(before + 1);
    expect(await payments.netOf(order.id)).toMatchObject({ netMinor: 1999 });

    await refundIs(order, { state: 'done', failures: 1 });
    expect(await payments.refundsAtStripe(await stripeIdOf(order))).toBe(2);
    expect(await payments.netOf(order.id)).toMatchObject({ netMinor: 0 });
    expect(await payments.eventsOf(order.id)).toEqual(['started', 'created', 'refunded']);
  });

  it('is detected at once by Stripe’s webhook', async () => {
    payments.connectWebhooks();
    const order = await givenRefundedOrder('tok_refundFail');
    await payments.settleAtStripe((await refundOf(order))?.stripeId);
    const isFailed = async () => ((await refundOf(order))?.state === 'failed' ? true : null);

    expect(await waitFor(isFailed, { timeoutMs: 10_000 })).toBe(true);
  });
});

describe('a refund that is pending at the bank', () => {
  it('is published when the bank has decided', async () => {
    const order = await givenRefundedOrder('tok_pendingRefund');
    expect(await refundOf(order)).toMatchObject({ state: 'pending' });
    expect(await payments.eventsOf(order.id)).toEqual(['started', 'created']);
    await payments.settleAtStripe((await refundOf(order))?.stripeId);

    await refundIs(order, { state: 'done' });
    expect(await payments.eventsOf(order.id)).toEqual(['started', 'created', 'refunded']);
  });
});

describe('many refunds', () => {
  it('are all processed, although the oldest ones fail for now', async () => {
    const orders: TestOrder[] = [];
    for (let index = 0; index < 25; index += 1) {
      const order = await payments.givenOrder();
      await payments.pay(order);
      await payments.cancel(order);
      orders.push(order);
    }
    const stuck = new Set(orders.slice(0, 20).map(({ id }) => id));
    const { deps } = payments;
    const refund: StripeGateway['refund'] = async (payment, of) => {
      if (stuck.has(payment.orderId)) throw new TransientError('Stripe is unavailable');
      return deps.stripe.refund(payment, of);
    };
    const sweep = sweepPayments({ ...deps, stripe: { ...deps.stripe, refund } });
    const others = async () => {
      await sweep().catch(() => undefined);
      const states = await Promise.all(orders.slice(20).map(async (order) => (await refundOf(order))?.state));
      return states.every((state) => state === 'done') ? true : null;
    };

    expect(await waitFor(others, { timeoutMs: 10_000 })).toBe(true);
  });
});
