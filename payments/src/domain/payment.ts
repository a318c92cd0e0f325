import type { Card, Charged, ChargeFailure } from './charge.ts';
import type { PayableOrder } from './order.ts';
import { applyResponse, newRefund, type Refund, type RefundResponse } from './refund.ts';

/** One attempt to pay an order. At most one attempt per order is live. */
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
  /** When the sweeper queries Stripe; null once the payment is settled. */
  settleAt: Date | null;
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

/** An input of a payment. Times are the database's. */
export type PaymentInput =
  /** `orderStatus` is the order's, read and locked in the same transaction. */
  | { type: 'Charged'; stripeId: string; card: Card | null; orderStatus: PayableOrder['status']; now: Date }
  | { type: 'ChargeFailed'; code: string; declineCode: string | null; message: string }
  /** Stripe charged an attempt after it had failed, e.g. because someone confirmed its intent manually. */
  | { type: 'ChargedLate'; now: Date }
  | { type: 'OrderCancelled'; now: Date }
  | { type: 'RefundAnswered'; answer: RefundResponse; now: Date };

/** The result of an input. `payment-events.ts` says which are published; an input yields at most one of those. */
export type PaymentEvent =
  /** `waitedMs` is how long the request waited before the attempt was stored: it tells orders about overload. */
  | { type: 'Started'; waitedMs: number }
  | { type: 'Succeeded'; stripeId: string; card: Card | null; at: Date }
  | { type: 'Failed'; code: string; declineCode: string | null; message: string }
  | { type: 'ChargedLate' }
  /** The attempt is over for its buyer: the sweeper cancels it at Stripe, or learns that it was charged. */
  | { type: 'SettlementRequested'; at: Date }
  | { type: 'RefundRequested'; reason: RefundReason; at: Date }
  | { type: 'RefundAdvanced'; answer: RefundResponse; at: Date }
  /** The money is on its way, for the first time. */
  | { type: 'Refunded'; reason: string };

export type RefundReason = 'order_cancelled' | 'charged_after_failure';

/**
 * Decides which events follow from an input. Duplicate and late inputs yield none.
 *
 * A charge and a cancelled order make a refund, whichever comes first. So do a charge and an earlier failure of the same
 * attempt: its buyer was told that it failed, and may have paid with another attempt.
 */
export function decide({ state, refund }: Payment, input: PaymentInput): PaymentEvent[] {
  switch (input.type) {
    case 'Charged': {
      if (state !== 'open') return [];
      const { stripeId, card, orderStatus, now } = input;
      const succeeded: PaymentEvent = { type: 'Succeeded', stripeId, card, at: now };
      return orderStatus === 'cancelled' ? [succeeded, refundRequested('order_cancelled', now)] : [succeeded];
    }
    case 'ChargeFailed': {
      const { code, declineCode, message } = input;
      return state === 'open' ? [{ type: 'Failed', code, declineCode, message }] : [];
    }
    case 'ChargedLate':
      return state === 'failed' ? [{ type: 'ChargedLate' }, refundRequested('charged_after_failure', input.now)] : [];
    case 'OrderCancelled':
      if (state === 'open') return [{ type: 'SettlementRequested', at: input.now }];
      return state === 'succeeded' && !refund ? [refundRequested('order_cancelled', input.now)] : [];
    case 'RefundAnswered': {
      if (!refund) return [];
      const advanced: PaymentEvent = { type: 'RefundAdvanced', answer: input.answer, at: input.now };
      // Stripe may revoke a success and the next refund succeed: other services learn of the first one only.
      const isFirstSuccess = input.answer.type === 'succeeded' && !refund.isPublished;
      return isFirstSuccess ? [advanced, { type: 'Refunded', reason: refund.reason }] : [advanced];
    }
  }
}

const refundRequested = (reason: RefundReason, at: Date): PaymentEvent => ({ type: 'RefundRequested', reason, at });

/** Returns the payment after an event. */
export function evolve(payment: Payment, event: PaymentEvent): Payment {
  const { refund } = payment;
  switch (event.type) {
    case 'Started':
      return payment;
    case 'Succeeded': {
      const { stripeId, card, at: paidAt } = event;
      return { ...payment, state: 'succeeded', stripeId, card, paidAt, settleAt: null };
    }
    case 'Failed': {
      const { code: failureCode, declineCode, message } = event;
      return { ...payment, state: 'failed', failureCode, failure: { declineCode, message }, settleAt: null };
    }
    case 'ChargedLate':
      return { ...payment, state: 'succeeded' };
    case 'SettlementRequested':
      return { ...payment, confirmableUntil: null, settleAt: event.at };
    case 'RefundRequested':
      return { ...payment, refund: newRefund(event.reason, event.at) };
    case 'RefundAdvanced':
      return { ...payment, refund: refund && applyResponse(refund, event.answer, event.at) };
    case 'Refunded':
      return { ...payment, refund: refund && { ...refund, isPublished: true } };
  }
}

/**
 * Returns whether a payment is open or has succeeded, so that its order accepts no other attempt. An attempt charged
 * after its failure is refunded: it stays failed for its buyer and for other services.
 */
export const isLive = ({ failureCode }: Pick<Payment, 'failureCode'>): boolean => failureCode === null;

/** Returns the stored outcome of a settled payment; null while it is open. */
export function settledOutcomeOf(payment: Payment): Charged | ChargeFailure | null {
  const { state, stripeId, card, failureCode, failure } = payment;
  if (state === 'open') return null;
  if (state === 'succeeded' && isLive(payment)) return { type: 'succeeded', stripeId: stripeId ?? '', card };
  const { declineCode = null, message = 'The payment failed' } = failure ?? {};
  return { type: 'failed', code: failureCode ?? 'payment_failed', declineCode, message };
}
