import { toMajorUnits } from '@ticketing/common/money';
import { z } from 'zod';
import type { Cancellation } from '../use-cases/watch-cancellations.ts';

const steps = ['sales', 'orders', 'refunds', 'notices'] as const;

export const cancellationResponse = z
  .object({
    performanceId: z.string(),
    status: z.enum(['running', 'stuck', 'completed']).meta({
      description: 'completed: everybody has the money back and has been told. stuck: nothing has changed for an hour.',
    }),
    step: z.enum(steps).optional().meta({ description: 'What is awaited; absent once it is completed.' }),
    startedAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
    orders: z
      .object({
        live: z.int().meta({ description: 'Not ended yet' }),
        ended: z.int().meta({ description: 'Ended by the cancellation' }),
        paid: z.int().meta({ description: 'Of these, how many were paid' }),
      })
      .optional()
      .meta({ description: 'Absent before orders has counted' }),
    refunds: z
      .object({
        refunded: z.int(),
        underWay: z.int(),
        failed: z.int().meta({ description: 'Refused by the bank; tried again' }),
        amounts: z.array(z.object({ currency: z.string(), amount: z.number() })).meta({ description: 'Given back' }),
      })
      .optional()
      .meta({ description: 'Absent before payments has counted' }),
    notices: z
      .object({
        handedOver: z.int(),
        givenUp: z.int().meta({ description: 'Refused by the mail server, or without an address' }),
        due: z.int(),
      })
      .optional()
      .meta({ description: 'Mails; absent before notifications has counted' }),
  })
  .meta({
    id: 'Cancellation',
    example: {
      performanceId: '66f0c0ffee0123456789abcf',
      status: 'running',
      step: 'refunds',
      startedAt: '2027-05-01T12:00:00.000Z',
      updatedAt: '2027-05-01T12:00:09.000Z',
      orders: { live: 0, ended: 121, paid: 120 },
      refunds: { refunded: 118, underWay: 2, failed: 0, amounts: [{ currency: 'USD', amount: 5_782 }] },
    },
  });

export function toCancellationResponse(cancellation: Cancellation): z.infer<typeof cancellationResponse> {
  const { status, createdAt, updatedAt, event } = cancellation;
  const { performanceId, orders, refunds, notices } = event;
  const step = steps.find((each) => each === cancellation.step);
  return {
    performanceId,
    status: status === 'completed' || status === 'stuck' ? status : 'running',
    ...(step && { step }),
    startedAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
    ...(orders && { orders: { live: orders.live, ended: orders.ended, paid: orders.paid } }),
    ...(refunds && {
      refunds: {
        ...{ refunded: refunds.refunded, underWay: refunds.underWay, failed: refunds.failed },
        amounts: refunds.amounts.map(({ currency, amount }) => ({ currency, amount: toMajorUnits(amount) })),
      },
    }),
    ...(notices && { notices }),
  };
}
