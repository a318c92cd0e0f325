import { describe, expect, it } from '@jest/globals';
import { afterAnswer, newRefund, type Refund, type RefundAnswer } from './refund.ts';

const due: Refund = { ...newRefund('order_cancelled').refund, dueAt: new Date(0) };
const succeeded: RefundAnswer = { type: 'succeeded', stripeId: 're_1' };
const failed: RefundAnswer = { type: 'failed', stripeId: 're_1', code: 'expired_or_canceled_card' };

/** The refund after several answers, and when it is due each time. */
function after(...answers: RefundAnswer[]): { refund: Refund; dueInMs: (number | null)[] } {
  let refund = due;
  const dueInMs = answers.map((answer) => {
    const next = afterAnswer(refund, answer);
    refund = { ...next.refund, dueAt: new Date(0) };
    return next.dueInMs;
  });
  return { refund, dueInMs };
}

describe('a refund', () => {
  it('is done when Stripe says so, and looked at again less and less for a month', () => {
    const { refund, dueInMs } = after(...Array.from({ length: 9 }, () => succeeded));

    expect(refund).toMatchObject({ state: 'done', stripeId: 're_1', isPublished: true });
    const days = dueInMs.slice(0, -1).reduce<number>((sum, ms) => sum + (ms ?? 0), 0) / 86_400_000;
    expect(dueInMs.slice(0, 2)).toEqual([10_000, 60_000]);
    expect(days).toBeGreaterThan(30);
    expect(dueInMs.at(-1)).toBeNull();
  });

  it('is pending while Stripe has not decided, and never given up', () => {
    const { refund, dueInMs } = after(
      ...Array.from({ length: 20 }, () => ({ ...succeeded, type: 'pending' as const })),
    );

    expect(refund).toMatchObject({ state: 'pending', isPublished: false });
    expect(dueInMs.at(-1)).toBe(86_400_000);
  });

  it('that failed is tried again with growing pauses, at least once a day', () => {
    const { refund, dueInMs } = after(...Array.from({ length: 14 }, () => failed));

    expect(refund).toMatchObject({ state: 'failed', failures: 14, failureCode: 'expired_or_canceled_card' });
    expect(dueInMs.slice(0, 3)).toEqual([60_000, 120_000, 240_000]);
    expect(dueInMs.at(-1)).toBe(86_400_000);
  });

  it('that was done, failed and is done again was published before', () => {
    expect(after(succeeded, failed).refund).toMatchObject({ state: 'failed', isPublished: true });
    expect(after(succeeded, failed, succeeded).refund).toMatchObject({ state: 'done', failures: 1, looks: 0 });
  });
});
