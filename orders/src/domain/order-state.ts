import type { Party, Reduction } from './place.ts';

export type OrderStatus = 'created' | 'awaiting_payment' | 'complete' | 'cancelled';
export type CancelReason = 'expired' | 'buyer' | 'event_cancelled' | 'refunded';

/** A ticket that one person sells to another. */
export interface ReservedTicket {
  kind: 'ticket';
  ticketId: string;
  /** Number of this reservation of the ticket. */
  reservation: number;
}

export interface Order {
  id: string;
  userId: string;
  reserved: ReservedTicket | Party;
  /** Of the ticket or performance, at the time of the reservation. */
  title: string;
  /** In total. */
  priceMinor: number;
  currency: string;
  status: OrderStatus;
  /** Version of the order's last published event; the first is 0. */
  version: number;
  createdAt: Date;
  expiresAt: Date;
  openAttempt: number | null;
  settledAttempt: number;
  paymentId: string | null;
  cancelReason: CancelReason | null;
  /** All refunds together; null for none. */
  refundAmountMinor: number | null;
  /** Amounts of the refunds, minor units, by payment and number. */
  refunds: Readonly<Record<string, number>>;
  /** What a party has given back, the first first. */
  reductions: readonly Reduction[];
  /** Made for the waiting list, unasked. */
  isOffer: boolean;
  /** The saga of the booking that it belongs to; null for a purchase without one. */
  sagaId: string | null;
  /** The question of the saga how it ended, which waits for the end; null for none. */
  askedCorrelationId: string | null;
}

/**
 * The result of an input. `Completed`, `Reduced` and `Cancelled` are published; each increments the version by one.
 * `OutcomeAnswered` is what the saga hears.
 */
export type OrderEvent =
  | { type: 'AttemptOpened'; attempt: number }
  | { type: 'AttemptClosed'; attempt: number }
  | { type: 'Completed'; paymentId: string }
  | { type: 'Cancelled'; reason: CancelReason }
  | { type: 'Refunded'; key: string; amountMinor: number }
  | { type: 'Reduced'; reduction: Reduction }
  | { type: 'OutcomeAwaited'; correlationId: string }
  | OutcomeAnswered;

export interface OutcomeAnswered {
  type: 'OutcomeAnswered';
  correlationId: string;
  outcome: 'succeeded' | 'failed';
  reason: CancelReason | 'unknown' | null;
}
