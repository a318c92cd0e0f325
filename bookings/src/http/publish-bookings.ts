import { type LiveEvent, type LiveStreams, publishToOwners } from '@ticketing/common/http';
import type { Logger } from '@ticketing/common/log';
import type { Booking } from '../domain/booking.ts';
import type { BookingListener } from '../store/live-bookings.ts';
import type { UseCases } from '../use-cases/index.ts';
import { toBookingResponse } from './booking-response.ts';

export const liveBooking = (booking: Booking): LiveEvent => ({
  key: booking.id,
  event: 'booking',
  id: `${booking.id}:${booking.version}`,
  data: toBookingResponse(booking),
});

/** Publishes changes of bookings to their buyers' live streams; the end of a session ends its streams. */
export const publishBookings = (
  { readBookingsById }: Pick<UseCases, 'readBookingsById'>,
  streams: LiveStreams,
  log: Logger,
): BookingListener =>
  publishToOwners({
    ...{ streams, log, rows: 'bookings', eventOf: liveBooking },
    idOf: ({ bookingId }) => bookingId,
    read: (changed) => readBookingsById({ bookingIds: changed.map(({ bookingId }) => bookingId) }),
  });
