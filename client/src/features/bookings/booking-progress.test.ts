import { describe, expect, it } from '@jest/globals';
import { bookingSchema } from './api/schemas.ts';
import { bookingOf, order } from './booking-fixture.ts';
import { bookingPollMs, isCancellable, stepsOf } from './booking-progress.ts';

const statesOf = (change: Parameters<typeof bookingOf>[0]) => stepsOf(bookingOf(change))?.map(({ state }) => state);

describe('the steps of a booking', () => {
  it.each([
    ['without seats', { status: 'reserving', order: undefined }, ['current', 'next', 'next', 'next']],
    ['with seats, not on the list', { status: 'reserving', order }, ['done', 'current', 'next', 'next']],
    ['to be paid', { status: 'awaiting_payment' }, ['done', 'done', 'current', 'next']],
    ['paid', { status: 'issuing' }, ['done', 'done', 'done', 'current']],
    ['complete', { status: 'complete' }, ['done', 'done', 'done', 'done']],
  ] as const)('%s', (_name, change, states) => {
    expect(statesOf(change)).toEqual(states);
  });

  it.each(['cancelling', 'cancelled'] as const)('are not shown when it is %s', (status) => {
    expect(stepsOf(bookingOf({ status }))).toBeNull();
  });
});

it('a booking can be cancelled until it is paid', () => {
  const statuses = ['reserving', 'awaiting_payment', 'issuing', 'complete', 'cancelling', 'cancelled'] as const;
  expect(statuses.filter((status) => isCancellable({ status }))).toEqual(['reserving', 'awaiting_payment']);
});

it('a booking is polled until it has ended', () => {
  expect(bookingPollMs({ status: 'cancelling' })).toBeGreaterThan(0);
  expect(bookingPollMs({ status: 'complete' })).toBeNull();
  expect(bookingPollMs({ status: 'cancelled' })).toBeNull();
});

it('a message of the stream is a booking, with its tickets', () => {
  const places = order.places.map((place) => ({ ...place, passenger: 'Ada', ticketNumber: '7K2M-QX4D-01' }));
  const complete = bookingOf({ status: 'complete', order: { ...order, places } });
  expect(bookingSchema.parse(complete)).toEqual(complete);
  expect(bookingSchema.safeParse({ ...complete, status: 'lost' }).success).toBe(false);
});
