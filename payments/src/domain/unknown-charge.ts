import type { PayableOrder } from './order.ts';

/** A charge as Stripe has it. */
export interface ChargedIntent {
  /** Id of the PaymentIntent. */
  stripeId: string;
  /** From its metadata; null for a charge that this system did not make. */
  orderId: string | null;
  attempt: number | null;
  /** What was not returned, minor units. */
  leftMinor: number;
  currency: string;
  createdAt: Date;
}

/**
 * Why a charge without a payment may be returned, or not yet:
 * `order_open`: its buyer may still pay. The attempt then has the same number, so Stripe answers with this charge, which pays
 * for the order: returning it now would give the order away.
 */
export type Verdict = 'order_unknown' | 'order_ended' | 'order_open' | 'not_ours';

export const isReturnable = (verdict: Verdict): boolean => verdict === 'order_unknown' || verdict === 'order_ended';

/** Judges a charge without a payment. @param order the order of its metadata; null when payments does not know it */
export function judge(
  { orderId }: Pick<ChargedIntent, 'orderId'>,
  order: Pick<PayableOrder, 'status'> | null,
): Verdict {
  if (orderId === null) return 'not_ours';
  if (!order) return 'order_unknown';
  return order.status === 'created' ? 'order_open' : 'order_ended';
}
