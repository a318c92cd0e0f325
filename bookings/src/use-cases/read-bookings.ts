import { notFound, notOwner } from '@ticketing/common/errors';
import { type Page, readPage } from '@ticketing/common/http';
import { isSessionRevoked } from '@ticketing/common/postgres';
import type { Booking } from '../domain/booking.ts';
import { findBooking, findBookings, listBookingsOf, type OwnBookingsOptions } from '../store/booking-store.ts';
import type { Database } from '../store/database.ts';

interface Deps {
  database: Database;
}

/**
 * Reads one of a person's bookings.
 * @throws DomainError not_found, not_authorized
 */
export const readBooking =
  ({ database }: Deps) =>
  async ({ bookingId, userId }: { bookingId: string; userId: string }): Promise<Booking> => {
    const booking = await findBooking(database, bookingId);
    if (!booking) throw notFound('Booking not found');
    if (booking.userId !== userId) throw notOwner();
    return booking;
  };

/** Reads a page of a person's bookings, newest first. */
export const listBookings =
  ({ database }: Deps) =>
  (options: OwnBookingsOptions): Promise<Page<Booking>> =>
    readPage(options.limit, (limit) => listBookingsOf(database, { ...options, limit }));

/** Reads bookings by id, of any person. */
export const readBookingsById =
  ({ database }: Deps) =>
  ({ bookingIds }: { bookingIds: readonly string[] }): Promise<Booking[]> =>
    findBookings(database, bookingIds);

/** Older bookings have ended. */
const maxLiveBookings = 50;

/**
 * Reads a follower's newest bookings. Checks the session again: a session revoked while the stream was being opened would be
 * missed.
 * @throws DomainError not_authorized
 */
export const readLiveBookings =
  ({ database }: Deps) =>
  async ({ userId, sid }: { userId: string; sid: string | null }): Promise<Booking[]> => {
    if (sid && (await isSessionRevoked(database, sid))) throw notOwner();
    return listBookingsOf(database, { userId, limit: maxLiveBookings });
  };
