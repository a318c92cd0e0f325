import { createChangedReader, type LiveEvent, type LiveStreams } from '@ticketing/common/http';
import type { Logger } from '@ticketing/common/log';
import type { Booking } from '../domain/booking.ts';
import type { BookingListener, ChangedBooking } from '../store/live-bookings.ts';
import type { UseCases } from '../use-cases/index.ts';
import { toBookingResponse } from './booking-response.ts';

export const topicOfUser = (userId: string): string => `user:${userId}`;
export const topicOfSession = (sid: string): string => `session:${sid}`;

export const liveBooking = (booking: Booking): LiveEvent => ({
  key: booking.id,
  event: 'booking',
  id: `${booking.id}:${booking.version}`,
  data: toBookingResponse(booking),
});

/** Publishes changes of bookings to their buyers' live streams; the end of a session ends its streams. */
export function publishBookings(
  { readBookingsById }: Pick<UseCases, 'readBookingsById'>,
  streams: LiveStreams,
  log: Logger,
): BookingListener {
  const onChanged = createChangedReader<ChangedBooking, Booking>({
    read: (changed) => readBookingsById({ bookingIds: changed.map(({ bookingId }) => bookingId) }),
    publish: (booking) => streams.publish(topicOfUser(booking.userId), liveBooking(booking)),
    onFailure: (changed, err) => {
      log.warn(
        { err, count: changed.length },
        'changed bookings could not be read; closing their streams so that readers reconnect',
      );
      for (const { userId } of changed) streams.end(topicOfUser(userId));
    },
  });
  return {
    onChange(booking) {
      if (streams.isFollowed(topicOfUser(booking.userId))) onChanged(booking.bookingId, booking);
    },
    onSessionRevoked: (sid) => streams.end(topicOfSession(sid)),
    onGap: streams.refresh,
    log,
  };
}
