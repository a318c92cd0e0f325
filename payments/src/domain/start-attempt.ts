import type { PayableOrder } from './order.ts';
import type { Payment } from './payment.ts';

/**
 * Who confirms an attempt: this service at once, with a token, or the buyer's browser with the client secret, while the
 * order is payable. Only the latter can be resumed, by another tab or after a reload.
 */
export type ConfirmedBy = 'us' | 'buyer';

export interface AttemptRules {
  /** The sweeper settles an attempt still open after this time. Milliseconds. */
  settleAfterMs: number;
  /** How long an attempt started in time may defer its order's expiry; same as in orders. Milliseconds. */
  graceMs: number;
}

export interface StartedAttempt {
  paymentId: string;
  order: PayableOrder;
  /** Number of the attempt for this order, from 1. */
  attempt: number;
  confirmedBy: ConfirmedBy;
  /** The database's clock. */
  now: Date;
}

const later = (time: Date, byMs: number): Date => new Date(time.getTime() + byMs);

/** Returns the open payment of a new attempt. The order must be payable. */
export const startAttempt =
  ({ settleAfterMs, graceMs }: AttemptRules) =>
  ({ paymentId, order, attempt, confirmedBy, now }: StartedAttempt): Payment => ({
    id: paymentId,
    orderId: order.id,
    attempt,
    state: 'open',
    amountMinor: order.priceMinor,
    currency: order.currency,
    stripeId: null,
    confirmableUntil: confirmedBy === 'buyer' ? later(order.expiresAt, graceMs) : null,
    settleAt: later(now, settleAfterMs),
    failureCode: null,
    failure: null,
    card: null,
    paidAt: null,
    refunds: [],
    createdAt: now,
  });
