import { invalidRequest } from './api-error.ts';
import type { Charge } from './charge.ts';
import { formatMoney } from './money.ts';
import type { RefundBehaviour } from './test-card.ts';

export const refundReasons = ['duplicate', 'fraudulent', 'requested_by_customer'] as const;
export type RefundReason = (typeof refundReasons)[number];
export type RefundStatus = 'pending' | 'succeeded' | 'failed';

export interface Refund {
  id: string;
  chargeId: string;
  intentId: string;
  amountMinor: number;
  currency: string;
  createdAt: number;
  metadata: Record<string, string>;
  reason: RefundReason | null;
  status: RefundStatus;
}

/**
 * Returns the amount of a refund: the requested amount, or all that is left.
 * @throws ApiError charge_already_refunded when nothing is left, amount_too_large when less is left than requested
 */
export function refundableAmount(charge: Charge, requestedMinor: number | undefined): number {
  const leftMinor = charge.amountMinor - charge.amountRefundedMinor;
  if (leftMinor === 0) {
    throw invalidRequest(`Charge ${charge.id} has already been refunded.`, { code: 'charge_already_refunded' });
  }
  const amountMinor = requestedMinor ?? leftMinor;
  if (amountMinor > leftMinor) {
    const [requested, left] = [formatMoney(amountMinor, charge.currency), formatMoney(leftMinor, charge.currency)];
    throw invalidRequest(`Refund amount (${requested}) is greater than unrefunded amount on charge (${left})`, {
      code: 'amount_too_large',
      param: 'amount',
    });
  }
  return amountMinor;
}

export const initialRefundStatus = (behaviour: RefundBehaviour): RefundStatus =>
  behaviour === 'pending-then-succeeds' ? 'pending' : 'succeeded';

/** Returns the later status of a refund, or null when its first status is final. */
export function laterRefundStatus(behaviour: RefundBehaviour): RefundStatus | null {
  switch (behaviour) {
    case 'pending-then-succeeds':
      return 'succeeded';
    case 'succeeds-then-fails':
      return 'failed';
    case 'succeeds':
      return null;
  }
}

export const addRefund = (charge: Charge, amountMinor: number): Charge => ({
  ...charge,
  amountRefundedMinor: charge.amountRefundedMinor + amountMinor,
});

/** A failed refund restores its amount, so the charge can be refunded again. */
export const withdrawRefund = (charge: Charge, amountMinor: number): Charge => ({
  ...charge,
  amountRefundedMinor: charge.amountRefundedMinor - amountMinor,
});
