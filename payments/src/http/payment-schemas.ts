import { toMajorUnits } from '@ticketing/common/money';
import { z } from 'zod';
import type { Payment } from '../domain/payment.ts';
import type { Refund } from '../domain/refund.ts';

export const attemptStatus = z.enum([
  'succeeded',
  'processing',
  'requires_action',
  'requires_payment_method',
  'failed',
]);

/** The reservation statement signed by orders; an invalid one is ignored. */
export const statement = z.string().max(2_000).optional().meta({
  description: 'The `statement` of POST /api/orders: with it, the payment does not wait for the event of the order',
});

export const orderVersion = z.int().min(0).max(1_000_000).optional().meta({
  description: 'The `version` of the order that the buyer has seen: a total that is older than that is not charged',
});

const refundResponse = z.object({
  status: z.enum(['pending', 'refunded', 'failed']),
  amount: z.number(),
  reason: z.string().meta({ description: '`order_cancelled`, `places_returned` or `charged_after_failure`' }),
});

export const receiptResponse = z
  .object({
    id: z.string(),
    orderId: z.uuid(),
    attempt: z.int(),
    status: z.enum(['processing', 'succeeded', 'failed']),
    amount: z.number(),
    currency: z.string(),
    card: z.object({ brand: z.string(), last4: z.string() }).nullable(),
    code: z.string().nullable().meta({ description: 'Why it failed, e.g. `card_declined`' }),
    createdAt: z.iso.datetime(),
    paidAt: z.iso.datetime().nullable(),
    refund: refundResponse.nullable().meta({ description: 'All refunds together, with the last reason' }),
    refunds: z.array(refundResponse).meta({ description: 'The first one first' }),
  })
  .meta({ id: 'Receipt' });

const refundStatus = {
  due: 'pending',
  pending: 'pending',
  done: 'refunded',
  failed: 'failed',
} as const satisfies Record<Refund['state'], string>;

export const toReceiptResponse = (payment: Payment): z.infer<typeof receiptResponse> => {
  const { id, orderId, attempt, state, amountMinor, currency, card, failureCode, createdAt, paidAt, refunds } = payment;
  return {
    id,
    orderId,
    attempt,
    status: state === 'open' ? 'processing' : state,
    amount: toMajorUnits(amountMinor),
    currency,
    card,
    code: failureCode,
    createdAt: createdAt.toISOString(),
    paidAt: paidAt?.toISOString() ?? null,
    refund: sumOf(refunds),
    refunds: refunds.map(toRefundResponse),
  };
};

const toRefundResponse = ({ state, amountMinor, reason }: Refund) => ({
  status: refundStatus[state],
  amount: toMajorUnits(amountMinor),
  reason,
});

/** Money that is not on its way yet is what the buyer asks about, so it decides the status. */
function sumOf(refunds: readonly Refund[]): z.infer<typeof refundResponse> | null {
  const last = refunds.at(-1);
  if (!last) return null;
  const states = new Set(refunds.map(({ state }) => refundStatus[state]));
  const status = (['failed', 'pending', 'refunded'] as const).find((each) => states.has(each)) ?? 'pending';
  const amountMinor = refunds.reduce((sum, refund) => sum + refund.amountMinor, 0);
  return { status, amount: toMajorUnits(amountMinor), reason: last.reason };
}
