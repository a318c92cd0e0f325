import type { Booking, operations } from '@ticketing/api-client';
// zod/mini, because the browser loads it.
import * as z from 'zod/mini';

export type { Booking } from '@ticketing/api-client';
export type BookingOrder = NonNullable<Booking['order']>;
export type BookedPlace = BookingOrder['places'][number];
export type BookingRequest = operations['book']['requestBody']['content']['application/json'];

const instant = z.string().check(z.refine((text) => !Number.isNaN(Date.parse(text)), 'not an instant'));

const placeSchema: z.ZodMiniType<BookedPlace> = z.object({
  kind: z.enum(['seat', 'standing']),
  label: z.string(),
  price: z.number(),
  sectionId: z.string(),
  seatId: z.optional(z.string()),
  passenger: z.optional(z.string()),
  ticketNumber: z.optional(z.string()),
});

/** A message of the live stream: other pages of this browser pass it on, so it is checked. */
export const bookingSchema: z.ZodMiniType<Booking> = z.object({
  id: z.string(),
  performanceId: z.string(),
  status: z.enum(['reserving', 'awaiting_payment', 'issuing', 'complete', 'cancelling', 'cancelled']),
  cancelReason: z.optional(z.string()),
  createdAt: instant,
  serverTime: instant,
  version: z.number(),
  passengers: z.array(z.string()),
  order: z.optional(
    z.object({
      id: z.string(),
      title: z.string(),
      startsAt: instant,
      timeZone: z.string(),
      expiresAt: instant,
      total: z.number(),
      currency: z.string(),
      places: z.array(placeSchema),
    }),
  ),
});
