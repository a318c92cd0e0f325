import { ruleViolated } from '@ticketing/common/errors';
import { minimumChargeMinor } from '@ticketing/common/money';

/** The payments service's copy of an order, built from its events. */
export interface PayableOrder {
  id: string;
  /** The buyer. */
  userId: string;
  status: 'created' | 'complete' | 'cancelled';
  /** What it costs now: an order of several places may be reduced. */
  priceMinor: number;
  currency: string;
  expiresAt: Date;
  /** The performance whose places it is for; null for a ticket, and for orders of earlier releases. */
  performanceId: string | null;
  /** Of its last event that was applied here. */
  version: number;
}

/** What decides how much of a charge its buyer gets back. */
export type OrderWorth = Pick<PayableOrder, 'status' | 'priceMinor' | 'version'>;

/** What an event changes about an order. */
export type OrderChange = { id: string; version: number } & Partial<Pick<PayableOrder, 'status' | 'priceMinor'>> &
  Partial<OrderEnd>;

/** Of a cancelled order for places: what is asked when all of its performance is cancelled. */
interface OrderEnd {
  performanceId: string;
  cancelReason: string;
}

/**
 * Asserts that an attempt to pay may start now.
 * @throws DomainError order_cancelled, already_paid, order_expired, amount_too_small
 */
export function assertPayable({ status, expiresAt, priceMinor }: PayableOrder, now: Date): void {
  if (status === 'cancelled') throw ruleViolated('order_cancelled', 'Cannot pay for a cancelled order');
  if (status === 'complete') throw ruleViolated('already_paid', 'The order is already paid');
  if (now >= expiresAt) throw ruleViolated('order_expired', 'Cannot pay for an expired order');
  if (priceMinor < minimumChargeMinor) throw ruleViolated('amount_too_small', 'The amount is too small to be charged');
}
