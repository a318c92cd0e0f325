import { expect, it } from '@jest/globals';
import { bookingOf, order } from './booking-fixture.ts';
import { groupBookings } from './booking-groups.ts';

const entry = (id: string, change: Parameters<typeof bookingOf>[0]) => ({ booking: bookingOf({ id, ...change }) });
const gone = { ...order, startsAt: '2026-01-01T08:00:00.000Z' };

it('bookings are grouped as their buyer looks for them', () => {
  const entries = [
    entry('reserving', { status: 'reserving', order: undefined }),
    entry('to pay', {}),
    entry('to come', { status: 'complete' }),
    entry('travelled', { status: 'complete', order: gone }),
    entry('undoing', { status: 'cancelling' }),
    entry('undone', { status: 'cancelled', order: undefined }),
  ];
  const groups = groupBookings(entries, new Date('2027-01-01T00:00:00.000Z'));
  const ids = (group: typeof entries) => group.map(({ booking }) => booking.id);
  expect(ids(groups.upcoming)).toEqual(['reserving', 'to pay', 'to come']);
  expect(ids(groups.past)).toEqual(['travelled']);
  expect(ids(groups.ended)).toEqual(['undoing', 'undone']);
});
