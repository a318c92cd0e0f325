import { toMajorUnits } from '@ticketing/common/money';
import { z } from 'zod';
import type { Booking } from '../domain/booking.ts';

const bookedPlace = z
  .object({
    kind: z.enum(['seat', 'standing']),
    label: z.string(),
    price: z.number(),
    sectionId: z.string(),
    seatId: z.string().optional(),
    passenger: z.string().optional().meta({ description: 'Who takes this place, if the buyer has said so.' }),
    ticketNumber: z.string().optional().meta({ description: 'Once the ticket is issued.' }),
  })
  .meta({ id: 'BookedPlace' });

export const bookingResponse = z
  .object({
    id: z.uuid(),
    performanceId: z.string(),
    status: z.enum(['reserving', 'awaiting_payment', 'issuing', 'complete', 'cancelling', 'cancelled']).meta({
      description:
        'reserving: the places are being reserved. awaiting_payment: pay the order until it expires. issuing: paid, the tickets follow. cancelling: what was reserved or paid is being undone.',
    }),
    cancelReason: z.string().optional().meta({
      description:
        'Why it was undone: `expired`, `cancelled` and `buyer` (released by its buyer), `event_cancelled`, `timed_out`, or the code with which its places were refused.',
    }),
    createdAt: z.iso.datetime(),
    serverTime: z.iso.datetime().meta({ description: 'The server’s clock, to which expiresAt refers.' }),
    version: z.int(),
    passengers: z.array(z.string()),
    order: z
      .object({
        id: z.uuid().meta({ description: 'The order to pay; it shows a refund, too.' }),
        title: z.string(),
        startsAt: z.iso.datetime(),
        timeZone: z.string(),
        expiresAt: z.iso.datetime(),
        total: z.number(),
        currency: z.string(),
        places: z.array(bookedPlace),
      })
      .optional()
      .meta({ description: 'What is reserved; absent before.' }),
  })
  .meta({
    id: 'Booking',
    example: {
      id: '0192c9a4-5b0e-4c1d-9f3a-2e6d8b7a4c10',
      performanceId: '66f0c0ffee0123456789abcf',
      status: 'awaiting_payment',
      createdAt: '2027-05-01T12:00:00.000Z',
      serverTime: '2027-05-01T12:00:01.000Z',
      version: 5,
      passengers: ['Ada Lovelace'],
      order: {
        id: '0192c9a4-5b0e-7c1d-9f3a-2e6d8b7a4c11',
        title: 'Berlin → Vienna',
        startsAt: '2027-05-02T06:12:00.000Z',
        timeZone: 'Europe/Berlin',
        expiresAt: '2027-05-01T12:15:00.000Z',
        total: 69.5,
        currency: 'EUR',
        places: [
          { kind: 'seat', label: 'Coach 3, seat 12', price: 69.5, sectionId: 'coach-3', seatId: 'coach-3:1:12' },
        ],
      },
    },
  });

const isoOf = (milliseconds: number): string => new Date(milliseconds).toISOString();

export function toBookingResponse(
  { id, performanceId, status, cancelReason, createdAt, version, passengers, journey }: Booking,
  now = new Date(),
): z.infer<typeof bookingResponse> {
  const { order, ticketNumbers } = journey;
  return {
    ...{ id, performanceId, status, version, passengers: [...(passengers ?? [])] },
    ...(cancelReason !== null && { cancelReason }),
    createdAt: createdAt.toISOString(),
    serverTime: now.toISOString(),
    ...(order && {
      order: {
        ...{ id: order.id, title: order.title, timeZone: order.timeZone, currency: order.currency },
        startsAt: isoOf(order.startsAt),
        expiresAt: isoOf(order.expiresAt),
        total: toMajorUnits(order.total),
        places: order.places.map(({ seatId, sectionId, label, price }, at) => ({
          ...{ kind: seatId === null ? ('standing' as const) : ('seat' as const), label, sectionId },
          price: toMajorUnits(price),
          ...(seatId !== null && { seatId }),
          ...(passengers?.[at] !== undefined && { passenger: passengers[at] }),
          ...(ticketNumbers[at] !== undefined && { ticketNumber: ticketNumbers[at] }),
        })),
      },
    }),
  };
}
