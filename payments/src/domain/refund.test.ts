import { describe, expect, it } from '@jest/globals';
import { somePayment } from '../../test/some-payment.ts';
import { decide, evolve, type Payment } from './payment.ts';
import { newRefund, type Refund, type RefundResponse } from './refund.ts';

const now = new Date(0);
const given = { number: 1, amountMinor: 1999, orderVersion: 2, reason: 'order_cancelled' };
const cancelled: Payment = somePayment({ state: 'succeeded', refunds: [newRefund(given, now)] });
const succeeded: RefundResponse = { type: 'succeeded', stripeId: 're_1' };
const failed: RefundResponse = { type: 'failed', stripeId: 're_1', code: 'expired_or_canceled_card' };

/** Returns the refund after several responses, and the delay after each. */
function after(...answers: RefundResponse[]): { refund: Refund | undefined; dueInMs: (number | null)[] } {
  let payment = cancelled;
  const dueInMs = answers.map((answer) => {
    payment = decide(payment, { type: 'RefundAnswered', number: 1, answer, now }).reduce(evolve, payment);
    const dueAt = payment.refunds[0]?.dueAt;
    return dueAt ? dueAt.getTime() - now.getTime() : null;
  });
  return { refund: payment.refunds[0], dueInMs };
}

describe('a refund', () => {
  it('is done when Stripe reports success, and is rechecked less and less often for a month', () => {
    const { refund, dueInMs } = after(...Array.from({ length: 9 }, () => succeeded));

    expect(refund).toMatchObject({ state: 'done', stripeId: 're_1', isPublished: true });
    const days = dueInMs.slice(0, -1).reduce<number>((sum, ms) => sum + (ms ?? 0), 0) / 86_400_000;
    expect(dueInMs.slice(0, 2)).toEqual([10_000, 60_000]);
    expect(days).toBeGreaterThan(30);
    expect(dueInMs.at(-1)).toBeNull();
  });

  it('is pending while Stripe has not decided, without giving up', () => {
    const { refund, dueInMs } = after(
      ...Array.from({ length: 20 }, () => ({ ...succeeded, type: 'pending' as const })),
    );

    expect(refund).toMatchObject({ state: 'pending', isPublished: false });
    expect(dueInMs.at(-1)).toBe(86_400_000);
  });

  it('that failed is retried with growing delays, at least once a day', () => {
    const { refund, dueInMs } = after(...Array.from({ length: 14 }, () => failed));

    expect(refund).toMatchObject({ state: 'failed', failures: 14, failureCode: 'expired_or_canceled_card' });
    expect(dueInMs.slice(0, 3)).toEqual([60_000, 120_000, 240_000]);
    expect(dueInMs.at(-1)).toBe(86_400_000);
  });

  it('that succeeded, failed and succeeded again stays published', () => {
    expect(after(succeeded, failed).refund).toMatchObject({ state: 'failed', isPublished: true });
    expect(after(succeeded, failed, succeeded).refund).toMatchObject({ state: 'done', failures: 1, looks: 0 });
  });
});
