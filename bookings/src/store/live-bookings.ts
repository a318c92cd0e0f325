import { type ChangeFeed, type ChangeListener, listenToChanges } from '@ticketing/common/postgres';
import { z } from 'zod';

const changedBooking = z.object({ bookingId: z.string(), userId: z.string() });

export type ChangedBooking = z.infer<typeof changedBooking>;
export type BookingListener = ChangeListener<ChangedBooking>;
export type LiveBookings = ChangeFeed<ChangedBooking>;

/** Listens to changes of bookings: the steps of their sagas. */
export const listenToBookings = (databaseUrl: string, listener: BookingListener): LiveBookings =>
  listenToChanges(databaseUrl, { channel: 'live_bookings', list: 'bookings', changed: changedBooking }, listener);
