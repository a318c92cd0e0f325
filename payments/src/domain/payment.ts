import type { Card, Charged, ChargeFailure } from './charge.ts';
import type { OrderWorth } from './order.ts';
import {
  applyResponse,
  type NewRefund,
  newRefund,
  type Refund,
  type RefundReason,
  type RefundResponse,
} from './refund.ts';

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
  /** By number; together they are never more than the charge. */
  refunds: readonly Refund[];
  createdAt: Date;
}

/** An input of a payment. Times are the database's. */
export type PaymentInput =
  /** `order` was read and locked in the same transaction. */
  | { type: 'Charged'; stripeId: string; card: Card | null; order: OrderWorth; now: Date }
  | { type: 'ChargeFailed'; code: string; declineCode: string | null; message: string }
  /** Stripe charged an attempt after it had failed, e.g. because someone confirmed its intent manually. */
  | { type: 'ChargedLate'; now: Date }
  /** The order has ended, or costs less than before. */
  | { type: 'OrderChanged'; order: OrderWorth; now: Date }
  | { type: 'RefundAnswered'; number: number; answer: RefundResponse; now: Date };

/** The result of an input. `payment-events.ts` says which are published; an input yields at most one of those. */
export type PaymentEvent =
  /** `waitedMs` is how long the request waited before the attempt was stored: it tells orders about overload. */
  | { type: 'Started'; waitedMs: number }
  | { type: 'Succeeded'; stripeId: string; card: Card | null; at: Date }
  | { type: 'Failed'; code: string; declineCode: string | null; message: string }
  | { type: 'ChargedLate' }
  /** The attempt is over for its buyer: the sweeper cancels it at Stripe, or learns that it was charged. */
  | { type: 'SettlementRequested'; at: Date }
  | { type: 'RefundRequested'; refund: NewRefund; at: Date }
  | { type: 'RefundAdvanced'; number: number; answer: RefundResponse; at: Date }
  /** The money is on its way, for the first time. */
  | { type: 'Refunded'; number: number };

/**
 * Returns what the buyer must get back and has not been promised yet: what was charged above what the order is worth. Minor units.
 * A charge after a failure pays for nothing.
 */
export function owedMinor(payment: Payment, { status, priceMinor }: Pick<OrderWorth, 'status' | 'priceMinor'>): number {
  if (payment.state !== 'succeeded') return 0;
  const worthMinor = status === 'cancelled' || !isLive(payment) ? 0 : priceMinor;
  const refundedMinor = payment.refunds.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  return Math.max(0, payment.amountMinor - worthMinor - refundedMinor);
}

/**
 * Decides which events follow from an input. Duplicate and late inputs yield none.
 *
 * One rule makes every refund: what is owed is refunded, whichever input made it owed. So a charge and a cancelled or reduced
 * order make a refund, whichever comes first. So do a charge and an earlier failure of the same attempt: its buyer was
 * told that it failed, and may have paid with another attempt.
 */
export function decide(payment: Payment, input: PaymentInput): PaymentEvent[] {
  const { state, refunds } = payment;
  switch (input.type) {
    case 'Charged': {
      if (state !== 'open') return [];
      const { stripeId, card, order, now } = input;
      return thenRefund(payment, [{ type: 'Succeeded', stripeId, card, at: now }], order, now);
    }
    case 'ChargeFailed': {
      const { code, declineCode, message } = input;
      return state === 'open' ? [{ type: 'Failed', code, declineCode, message }] : [];
    }
    case 'ChargedLate':
      return state === 'failed' ? thenRefund(payment, [{ type: 'ChargedLate' }], null, input.now) : [];
    case 'OrderChanged': {
      const { order, now } = input;
      const isOver = state === 'open' && order.status === 'cancelled';
      return isOver ? [{ type: 'SettlementRequested', at: now }] : thenRefund(payment, [], order, now);
    }
    case 'RefundAnswered': {
      const { number, answer, now: at } = input;
      const refund = refunds.find((each) => each.number === number);
      if (!refund) return [];
      const advanced: PaymentEvent = { type: 'RefundAdvanced', number, answer, at };
      // Stripe may revoke a success and the next attempt succeed: other services learn of the first one only.
      const isFirstSuccess = answer.type === 'succeeded' && !refund.isPublished;
      return isFirstSuccess ? [advanced, { type: 'Refunded', number }] : [advanced];
    }
  }
}

/** Adds the refund that is owed after some events. @param order null for a charge after a failure, which pays for none */
function thenRefund(before: Payment, events: PaymentEvent[], order: OrderWorth | null, at: Date): PaymentEvent[] {
  const after = events.reduce(evolve, before);
  const amountMinor = owedMinor(after, order ?? { status: 'cancelled', priceMinor: 0 });
  if (amountMinor === 0) return events;
  const refund = {
    number: after.refunds.length + 1,
    amountMinor,
    orderVersion: order && isLive(after) ? order.version : null,
    reason: reasonOf(after, order),
  };
  return [...events, { type: 'RefundRequested', refund, at }];
}

function reasonOf(payment: Payment, order: OrderWorth | null): RefundReason {
  if (!order || !isLive(payment)) return 'charged_after_failure';
  return order.status === 'cancelled' ? 'order_cancelled' : 'places_returned';
}

/** Returns the payment after an event. */
export function evolve(payment: Payment, event: PaymentEvent): Payment {
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
      return { ...payment, refunds: [...payment.refunds, newRefund(event.refund, event.at)] };
    case 'RefundAdvanced':
      return withRefund(payment, event.number, (refund) => applyResponse(refund, event.answer, event.at));
    case 'Refunded':
      return withRefund(payment, event.number, (refund) => ({ ...refund, isPublished: true }));
  }
}

const withRefund = (payment: Payment, number: number, change: (refund: Refund) => Refund): Payment => ({
  ...payment,
  refunds: payment.refunds.map((refund) => (refund.number === number ? change(refund) : refund)),
});

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
