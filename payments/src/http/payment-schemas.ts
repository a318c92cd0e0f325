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
    refund: z
      .object({ status: z.enum(['pending', 'refunded', 'failed']), amount: z.number(), reason: z.string() })
      .nullable(),
  })
  .meta({ id: 'Receipt' });

const refundStatus = {
  due: 'pending',
  pending: 'pending',
  done: 'refunded',
  failed: 'failed',
} as const satisfies Record<Refund['state'], string>;

export const toReceiptResponse = (payment: Payment): z.infer<typeof receiptResponse> => {
  const { id, orderId, attempt, state, amountMinor, currency, card, failureCode, createdAt, paidAt, refund } = payment;
  const amount = toMajorUnits(amountMinor);
  return {
    id,
    orderId,
    attempt,
    status: state === 'open' ? 'processing' : state,
    amount,
    currency,
    card,
    code: failureCode,
    createdAt: createdAt.toISOString(),
    paidAt: paidAt?.toISOString() ?? null,
    refund: refund && { status: refundStatus[refund.state], amount, reason: refund.reason },
  };
};
