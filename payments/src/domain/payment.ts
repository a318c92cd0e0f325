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
  /** Why it failed, e.g. card_declined. */
  failureCode: string | null;
  refund: Refund | null;
  createdAt: Date;
}

export interface ChargeFailure {
  type: 'failed';
  code: string;
  message: string;
}

/** What became of a charge. */
export type ChargeOutcome =
  | { type: 'succeeded'; stripeId: string }
  | ChargeFailure
  /** Stripe did not answer, or has not decided yet. */
  | { type: 'unknown' };

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
