import type { Ticket } from '@/api/schemas.ts';

/** A listing for tests. */
export const ticketWith = (given: Partial<Ticket> = {}): Ticket => ({
  id: 't1',
  title: 'Night train',
  price: 69.5,
  currency: 'USD',
  userId: 'u1',
  version: 3,
  status: 'available',
  orderId: null,
  description: 'Window seat',
  category: 'travel',
  venue: null,
  city: null,
  from: 'Berlin',
  to: 'Wien',
  startsAt: '2027-07-15T17:30:00.000Z',
  saleEndsAt: null,
  isSaleOver: false,
  timeZone: null,
  pictureUrl: null,
  reservedUntil: null,
  soldAt: null,
  createdAt: '2027-01-01T00:00:00.000Z',
  updatedAt: '2027-01-01T00:00:00.000Z',
  ...given,
});
