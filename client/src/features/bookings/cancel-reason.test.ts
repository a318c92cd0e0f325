import { expect, it } from '@jest/globals';
import { mayBookAgain, reasonOf } from './cancel-reason.ts';

it.each([
  ['buyer', 'cancelled'],
  ['cancelled', 'cancelled'],
  ['expired', 'expired'],
  ['event_cancelled', 'journey_cancelled'],
  ['performance_cancelled', 'journey_cancelled'],
  ['timed_out', 'timed_out'],
  ['seats_taken', 'refused'],
  ['something_new', 'refused'],
])('%s is understood as %s', (cancelReason, reason) => {
  expect(reasonOf({ cancelReason })).toBe(reason);
});

it('a booking without a reason was cancelled', () => {
  expect(reasonOf({})).toBe('cancelled');
});

it('a journey that is not sold any more is not offered again', () => {
  const offered = ['expired', 'seats_taken', 'sale_ended', 'event_cancelled'].filter((cancelReason) =>
    mayBookAgain({ cancelReason }),
  );
  expect(offered).toEqual(['expired', 'seats_taken']);
});
