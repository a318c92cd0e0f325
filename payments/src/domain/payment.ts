import type { Refund } from './refund.ts';

/** One attempt to pay an order. At most one attempt per order is open or succeeded. */
export interface Payment {
  id: string;
  orderId: string;
  /** Number of the attempt for this order, from 1. */
  attempt: number;
  /** `open`: Stripe's decision is unknown or pending. */
  state: 'open' | 'succeeded' | 'failed';
  amountMinor: number;
  currency: string;
  /** Id of the PaymentIntent; null until Stripe has created it. */
  stripeId: string | null;
  /**
   * Until when the buyer's browser may confirm the intent; null for an attempt that this service confirms with a token.
   */
  confirmableUntil: Date | null;
  /** Why it failed, e.g. card_declined. */
  failureCode: string | null;
  /** Further details from Stripe. */
  failure: { declineCode: string | null; message: string } | null;
  /** The charged card; null before the charge and when Stripe does not report it. */
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
  /** The bank's reason, e.g. insufficient_funds. */
  declineCode: string | null;
  message: string;
}

export interface Charged {
  type: 'succeeded';
  stripeId: string;
  card: Card | null;
}

/** Outcome of a charge. */
export type ChargeOutcome =
  | Charged
  | ChargeFailure
  /** Stripe did not respond or has not decided yet; `waitsFor` says what it waits for, if known. */
  | { type: 'unknown'; waitsFor?: 'card' | 'authentication' | 'bank' };

/** Returns the stored outcome of a settled payment; null while it is open. */
export function settledOutcomeOf({
  state,
  stripeId,
  card,
  failureCode,
  failure,
}: Payment): Charged | ChargeFailure | null {
  if (state === 'open') return null;
  // An attempt charged after its failure is refunded: for its buyer it stays failed.
  if (state === 'succeeded' && failureCode === null) return { type: 'succeeded', stripeId: stripeId ?? '', card };
  const { declineCode = null, message = 'The payment failed' } = failure ?? {};
  return { type: 'failed', code: failureCode ?? 'payment_failed', declineCode, message };
}

/** An attempt's status as shown to its buyer, in Stripe's terms. */
export type AttemptStatus = 'succeeded' | 'processing' | 'requires_action' | 'requires_payment_method' | 'failed';

export function statusOf(outcome: ChargeOutcome): AttemptStatus {
  if (outcome.type !== 'unknown') return outcome.type;
  if (outcome.waitsFor === 'card') return 'requires_payment_method';
  return outcome.waitsFor === 'authentication' ? 'requires_action' : 'processing';
}

/**
 * Returns the idempotency keys of Stripe calls. They derive from stored data, so a retry after a crash uses the same
 * keys. Stripe replays the first response of a key, including declines: hence one key per attempt, and a new one for a
 * refund after each failure.
 */
export const idempotencyKeys = ({ orderId, attempt, refund }: Pick<Payment, 'orderId' | 'attempt' | 'refund'>) => ({
  intent: `${orderId}:${attempt}`,
  method: `${orderId}:${attempt}:method`,
  confirm: `${orderId}:${attempt}:confirm`,
  refund: ['refund', orderId, attempt, ...(refund?.failures ? [refund.failures] : [])].join(':'),
});
