export type RefundReason = 'order_cancelled' | 'places_returned' | 'charged_after_failure';

/** A refund of a charge or of a part of it. Stripe may report success and revoke it much later. */
export interface Refund {
  /** Refunds of a payment are counted from 1. */
  number: number;
  amountMinor: number;
  /** The version of the order from which it follows; null when it does not follow from the order. */
  orderVersion: number | null;
  /**
   * - `due`: to be requested from Stripe
   * - `pending`: requested, not decided
   * - `done`: the money is on its way
   * - `failed`: Stripe could not return the money; the refund is retried, and an operator may have to find another way
   */
  state: 'due' | 'pending' | 'done' | 'failed';
  reason: string;
  /** Id of the last refund created at Stripe. */
  stripeId: string | null;
  /** Refunds that failed so far. */
  failures: number;
  /** Reason of the last failure, e.g. expired_or_canceled_card. */
  failureCode: string | null;
  /** Number of checks since the state last changed. */
  looks: number;
  /** Whether payment.refunded was published; it is published once, when a refund is first done. */
  isPublished: boolean;
  /** When the sweeper processes it next; null once it is final. */
  dueAt: Date | null;
}

/** Stripe's status of a refund. */
export type RefundResponse =
  | { type: 'succeeded' | 'pending'; stripeId: string }
  /** `stripeId` is null when Stripe refused to create the refund. */
  | { type: 'failed'; stripeId: string | null; code: string };

const secondMs = 1_000;
const dayMs = 24 * 60 * 60 * secondMs;
/**
 * A card refund may fail up to 30 days later, so it is rechecked after 10 s, 1 min, 6 min … 32 days, and then never
 * again.
 */
const recheckDelayMs = (looks: number) => 10 * secondMs * 6 ** looks;
const maxChecks = 8;
const retryMs = (failures: number) => Math.min(dayMs, 60 * secondMs * 2 ** Math.min(failures - 1, 30));

export type NewRefund = Pick<Refund, 'number' | 'amountMinor' | 'orderVersion' | 'reason'>;

/** Returns a refund that is to be requested at once. */
export const newRefund = (given: NewRefund, now: Date): Refund => ({
  ...given,
  state: 'due',
  stripeId: null,
  failures: 0,
  failureCode: null,
  looks: 0,
  isPublished: false,
  dueAt: now,
});

/** Returns whether a refund must be requested from Stripe, as opposed to checked. */
export const mustRequestRefund = ({ state }: Pick<Refund, 'state'>): boolean => state === 'due' || state === 'failed';

/** Returns the refund after a response from Stripe. */
export function applyResponse(refund: Refund, answer: RefundResponse, now: Date): Refund {
  const next = withResponse(refund, answer);
  const delayMs = nextStepInMs(next);
  return { ...next, dueAt: delayMs === null ? null : new Date(now.getTime() + delayMs) };
}

function withResponse(refund: Refund, answer: RefundResponse): Refund {
  const { stripeId } = answer;
  if (answer.type === 'failed')
    return {
      ...refund,
      state: 'failed',
      stripeId,
      failures: refund.failures + 1,
      failureCode: answer.code,
      looks: 0,
    };
  const state = answer.type === 'succeeded' ? 'done' : 'pending';
  return { ...refund, state, stripeId, looks: refund.state === state ? refund.looks + 1 : 0 };
}

/** Returns the milliseconds from the last response to the next step; null when the refund is final. */
export function nextStepInMs({ state, failures, looks }: Pick<Refund, 'state' | 'failures' | 'looks'>): number | null {
  switch (state) {
    case 'due':
      return 0;
    case 'failed':
      return retryMs(failures);
    case 'pending':
      return Math.min(recheckDelayMs(looks), dayMs);
    case 'done':
      return looks >= maxChecks ? null : recheckDelayMs(looks);
  }
}
