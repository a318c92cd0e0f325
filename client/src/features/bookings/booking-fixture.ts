import type { Booking, BookingOrder } from './api/schemas.ts';

export const order: BookingOrder = {
  id: 'order',
  title: 'Berlin → Vienna',
  startsAt: '2027-05-02T06:12:00.000Z',
  timeZone: 'Europe/Berlin',
  expiresAt: '2027-05-01T12:15:00.000Z',
  total: 139,
  currency: 'EUR',
  places: [
    { kind: 'seat', label: 'Coach 3, row 1, seat 1', price: 69.5, sectionId: '3', seatId: '3:1:1' },
    { kind: 'seat', label: 'Coach 3, row 1, seat 2', price: 69.5, sectionId: '3', seatId: '3:1:2' },
  ],
};

export const bookingOf = (change: Partial<Booking> = {}): Booking => ({
  id: 'booking',
  performanceId: 'performance',
  status: 'awaiting_payment',
  createdAt: '2027-05-01T12:00:00.000Z',
  serverTime: '2027-05-01T12:00:01.000Z',
  version: 5,
  passengers: [],
  order,
  ...change,
});
