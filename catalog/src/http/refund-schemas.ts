import { uuid } from '@ticketing/common/http';
import { toMajorUnits } from '@ticketing/common/money';
import { partyFields } from '@ticketing/common/parties';
import { z } from 'zod';
import type { Refund } from '../domain/refund.ts';
import { reasonText } from './performance-schemas.ts';

const { seats, standing } = partyFields;

/** The whole order, seats, or standing places. */
export const refundBody = z
  .object({
    orderId: uuid.meta({ description: 'A paid order of this performance' }),
    whole: z.literal(true).optional().meta({ description: 'All places that the order has; it ends' }),
    seats,
    standing,
    reason: reasonText.meta({ description: 'For the organiser; buyers don’t see it' }),
  })
  .refine((given) => [given.whole, given.seats, given.standing].filter((each) => each !== undefined).length === 1, {
    error: 'Provide one of whole, seats and standing',
    path: ['whole'],
  })
  .meta({
    example: { orderId: '0192c9a4-5b0e-7c1d-9f3a-2e6d8b7a4c10', seats: ['stalls:C:11'], reason: 'The seat is broken' },
  });

export const refundResponse = z
  .object({
    id: z.uuid(),
    performanceId: z.string(),
    orderId: z.uuid(),
    whole: z.boolean(),
    seats: z.array(z.string()),
    standing: z.object({ sectionId: z.string(), quantity: z.int() }).nullable(),
    reason: z.string(),
    requestedAt: z.iso.datetime(),
    status: z.enum(['requested', 'refunded', 'refused']),
    code: z.string().nullable().meta({
      description:
        'Why it was refused: `order_not_found`, `order_unpaid`, `order_cancelled`, `order_of_booking`, `unknown_place`',
    }),
    amount: z.number().meta({ description: 'What the buyer gets back for it; 0 as long as it is not known' }),
    currency: z.string(),
  })
  .meta({ id: 'Refund' });

export const toRefundResponse = (refund: Refund): z.infer<typeof refundResponse> => {
  const { id, performanceId, orderId, isWhole, seatIds, standing, reason, requestedAt, state, refusal } = refund;
  return {
    ...{ id, performanceId, orderId, reason },
    whole: isWhole,
    seats: [...seatIds],
    standing: standing && { sectionId: standing.sectionId, quantity: standing.quantity },
    requestedAt: requestedAt.toISOString(),
    status: state,
    code: refusal,
    amount: toMajorUnits(refund.amountMinor),
    currency: refund.currency,
  };
};
