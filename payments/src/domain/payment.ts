import type { Refund } from './refund.ts';

/** One attempt to pay an order. At most one of an order's is open or has succeeded. */
export interface Payment {
  id: string;
  orderId: string;
  /** Number of the attempt for this order, from 1. */
  attempt: number;
  /** `open`: Stripe's answer is unknown or still to come. */
  state: 'open' | 'succeeded' | 'failed';
  amountMinor: number;
  currency: string;
  /** Id of the PaymentIntent; null until Stripe has made it. */
  stripeId: string | null;
  /** Until then the buyer's browser may confirm the intent; null for an attempt that we confirm ourselves, with a token. */
  confirmableUntil: Date | null;
  /** Why it failed, e.g. card_declined. */
  failureCode: string | null;
  /** What else Stripe said of it. */
  failure: { declineCode: string | null; message: string } | null;
  /** What was charged; null before, and when Stripe does not say. */
  card: Card | null;
  paidAt: Date | null;
  refund: Refund | null;
  createdAt: Date;
}

export interface Card {
  brand: string;
  last4: string;
}

export interface ChargeFailure {
  type: 'failed';
  code: string;
  /** The bank's own reason, e.g. insufficient_funds. */
  declineCode: string | null;
  message: string;
}

export interface Charged {
  type: 'succeeded';
  stripeId: string;
  card: Card | null;
}

/** What became of a charge. */
export type ChargeOutcome =
  | Charged
  | ChargeFailure
  /** Stripe did not answer, or has not decided yet: what it waits for, if it said so. */
  | { type: 'unknown'; waitsFor?: 'card' | 'authentication' | 'bank' };

/** What is stored of a payment that is settled; null while it is open. */
export function settledOutcomeOf({
  state,
  stripeId,
  card,
  failureCode,
  failure,
}: Payment): Charged | ChargeFailure | null {
  if (state === 'open') return null;
  // One that was charged after it had failed is given back: to its buyer it stays a failure.
  if (state === 'succeeded' && failureCode === null) return { type: 'succeeded', stripeId: stripeId ?? '', card };
  const { declineCode = null, message = 'The payment failed' } = failure ?? {};
  return { type: 'failed', code: failureCode ?? 'payment_failed', declineCode, message };
}

/** Where an attempt is, as its buyer sees it, in Stripe's words. */
export type AttemptStatus = 'succeeded' | 'processing' | 'requires_action' | 'requires_payment_method' | 'failed';

export function statusOf(outcome: ChargeOutcome): AttemptStatus {
  if (outcome.type !== 'unknown') return outcome.type;
  if (outcome.waitsFor === 'card') return 'requires_payment_method';
  return outcome.waitsFor === 'authentication' ? 'requires_action' : 'processing';
}

/**
 * Keys under which Stripe does a thing at most once. Stored data make them, so that a repeat after a crash uses the same.
 * A replayed key returns the first answer, declines included: hence one an attempt, and another one for a refund after each that failed.
 */
export const idempotencyKeys = ({ orderId, attempt, refund }: Pick<Payment, 'orderId' | 'attempt' | 'refund'>) => ({
  intent: `${orderId}:${attempt}`,
  method: `${orderId}:${attempt}:method`,
  confirm: `${orderId}:${attempt}:confirm`,
  refund: ['refund', orderId, attempt, ...(refund?.failures ? [refund.failures] : [])].join(':'),
});
