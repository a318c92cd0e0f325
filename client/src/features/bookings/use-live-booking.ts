import { type HoldSource, type LiveHold, useLiveHold } from '@/features/hold/use-live-hold.ts';
import { readBooking } from './api/browser.ts';
import { type Booking, bookingSchema } from './api/schemas.ts';
import { bookingPollMs } from './booking-progress.ts';

export type LiveBooking = LiveHold<Booking>;

const bookings: HoldSource<Booking> = {
  read: readBooking,
  url: '/api/bookings/events',
  eventName: 'booking',
  schema: bookingSchema,
  holdOf: ({ order, serverTime }) => (order ? { serverTime, expiresAt: order.expiresAt } : null),
  pollMsOf: bookingPollMs,
};

/** Returns the booking's current state and follows it while it can change; `refresh` reads it at once. */
export const useLiveBooking = (initial: Booking) => useLiveHold(initial, bookings);
