import { toMajorUnits } from '@ticketing/common/money';
import { z } from 'zod';
import type { Order } from '../domain/order.ts';
import { kindOf, type Place } from '../domain/place.ts';

const orderItem = z
  .object({
    kind: z.enum(['ticket', 'seat', 'standing']),
    label: z.string(),
    price: z.number(),
    sectionId: z.string().optional(),
    seatId: z.string().optional(),
  })
  .meta({ id: 'OrderItem' });

export const orderResponse = z
  .object({
    id: z.uuid(),
    userId: z.string(),
    status: z.enum(['created', 'awaiting_payment', 'complete', 'cancelled']),
    createdAt: z.iso.datetime(),
    expiresAt: z.iso.datetime(),
    serverTime: z.iso.datetime().meta({ description: 'The server’s clock, to which expiresAt refers.' }),
    version: z.int(),
    total: z.number().meta({ description: 'Sum of the prices of its items.' }),
    currency: z.string(),
    items: z.array(orderItem),
    returned: z
      .array(orderItem.extend({ reason: z.enum(['buyer', 'refunded']) }).meta({ id: 'ReturnedItem' }))
      .optional()
      .meta({
        description:
          'Places that the order does not have any more: its buyer gave them back, or the organiser refunds them.',
      }),
    ticket: z
      .object({ id: z.string(), title: z.string(), price: z.number(), currency: z.string() })
      .optional()
      .meta({ description: 'The ticket, unless the order is for places of an event.' }),
    performance: z
      .object({ id: z.string(), title: z.string(), startsAt: z.iso.datetime(), timeZone: z.string() })
      .optional()
      .meta({ description: 'The event whose places the order is for.' }),
    bookingId: z.uuid().optional().meta({ description: 'The booking that it belongs to; absent without one.' }),
    cancelReason: z.enum(['expired', 'buyer', 'event_cancelled', 'refunded']).optional().meta({
      description:
        'Not paid in time, released by its buyer, or its event was cancelled or it was refunded by the organiser: what was paid is returned.',
    }),
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
      total: 69.5,
      currency: 'USD',
      items: [{ kind: 'ticket', label: 'Night train', price: 69.5 }],
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
  total: toMajorUnits(order.priceMinor),
  currency: order.currency,
  ...reservedResponse(order),
  // A booking is known by the id of its saga.
  ...(order.sagaId !== null && { bookingId: order.sagaId }),
  ...(order.cancelReason && { cancelReason: order.cancelReason }),
  ...(order.refundAmountMinor !== null && {
    refund: { status: 'refunded' as const, amount: toMajorUnits(order.refundAmountMinor) },
  }),
});

function reservedResponse({ reserved, reductions, title, priceMinor, currency }: Order) {
  if (reserved.kind === 'ticket') {
    const price = toMajorUnits(priceMinor);
    return {
      items: [{ kind: 'ticket' as const, label: title, price }],
      ticket: { id: reserved.ticketId, title, price, currency },
    };
  }
  const { performanceId: id, startsAt, timeZone, places } = reserved;
  const returned = reductions.flatMap((reduction) =>
    reduction.returned.map(({ place }) => ({ ...placeResponse(place), reason: reduction.reason })),
  );
  return {
    items: places.map(placeResponse),
    performance: { id, title, startsAt: startsAt.toISOString(), timeZone },
    ...(returned.length > 0 && { returned }),
  };
}

const placeResponse = ({ seatId, sectionId, label, priceMinor }: Place) => ({
  kind: kindOf({ seatId }),
  label,
  price: toMajorUnits(priceMinor),
  sectionId,
  ...(seatId !== null && { seatId }),
});
