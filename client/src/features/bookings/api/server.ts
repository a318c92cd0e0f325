import { cache } from 'react';
import { read, readPages } from '@/api/server.ts';

/** Divisible by the number of columns. */
const bookingsAPage = 24;

/** A page of the visitor's bookings, newest first. */
export const readBookings = (cursor: string | undefined) =>
  read('bookings', (api) => api.GET('/api/bookings', { params: { query: { limit: bookingsAPage, cursor } } }));

/** All bookings of the visitor, newest first. */
export const readAllBookings = () =>
  readPages((query) => read('bookings', (api) => api.GET('/api/bookings', { params: { query } })));

/** Cached per request, because both the page's metadata and its content need it. */
export const readBooking = cache((id: string) =>
  read('bookings', (api) => api.GET('/api/bookings/{id}', { params: { path: { id } } })),
);
