import { toMajorUnits } from '@ticketing/common/money';
import { z } from 'zod';
import type { Order } from '../domain/order.ts';

export const orderResponse = z
  .object({
    id: z.uuid(),
    userId: z.string(),
    status: z.enum(['created', 'awaiting_payment', 'complete', 'cancelled']),
    createdAt: z.iso.datetime(),
    expiresAt: z.iso.datetime(),
    serverTime: z.iso.datetime().meta({ description: 'The server’s clock, to which expiresAt refers.' }),
    version: z.int(),
    ticket: z.object({ id: z.string(), title: z.string(), price: z.number(), currency: z.string() }),
    cancelReason: z.enum(['expired', 'buyer']).optional(),
    refund: z.object({ status: z.literal('refunded'), amount: z.number() }).optional(),
  })
  .meta({
    id: 'Order',
    example: {
      id: '0192c9a4-5b0e-7c1d-9f3a-2e6d8b7a4c10',
      userId: '66f0c0ffee0123456789abcd',
      status: 'created',
      createdAt: '2027-05-01T12:00:00.000Z',
      expiresAt: '2027-05-01T12:15:00.000Z',
      serverTime: '2027-05-01T12:00:00.000Z',
      version: 0,
      ticket: { id: '66f0c0ffee0123456789abce', title: 'Night train', price: 69.5, currency: 'USD' },
    },
  });

export const toOrderResponse = (order: Order, now = new Date()): z.infer<typeof orderResponse> => ({
  id: order.id,
  userId: order.userId,
  status: order.status,
  createdAt: order.createdAt.toISOString(),
  expiresAt: order.expiresAt.toISOString(),
  serverTime: now.toISOString(),
  version: order.version,
  ticket: { id: order.ticketId, title: order.title, price: toMajorUnits(order.priceMinor), currency: order.currency },
  ...(order.cancelReason && { cancelReason: order.cancelReason }),
  ...(order.refundAmountMinor !== null && {
    refund: { status: 'refunded' as const, amount: toMajorUnits(order.refundAmountMinor) },
  }),
});
