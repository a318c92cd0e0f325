import { change, idempotencyKey, read } from '@/api/browser.ts';
import type { ApiAnswer } from '@/api/call-api.ts';
import type { Booking, BookingRequest } from './schemas.ts';

/** The same key and body make one booking, however often they are sent. It may still be reserving its places. */
export const bookJourney = (body: BookingRequest, key: string): Promise<ApiAnswer<Booking>> =>
  change((api) => api.POST('/api/bookings', { params: idempotencyKey(key), body }));

export const readBooking = (id: string): Promise<ApiAnswer<Booking>> =>
  read((api) => api.GET('/api/bookings/{id}', { params: { path: { id } } }));

export const cancelBooking = (id: string): Promise<ApiAnswer<unknown>> =>
  change((api) => api.DELETE('/api/bookings/{id}', { params: { path: { id } } }));
