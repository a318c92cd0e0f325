import { expect, it } from '@jest/globals';
import { ticketWith } from '@/features/listing/listing-fixture.ts';
import { obstacleOf, saleEndsInMs } from './sale.ts';

it.each([
  [{}, null],
  [{ isSaleOver: true }, 'saleOver'],
  [{ price: 0.49 }, 'tooCheap'],
  [{ price: 0.5 }, null],
])('a ticket with %j has the obstacle %s', (given, obstacle) => {
  expect(obstacleOf(ticketWith(given))).toBe(obstacle);
});

it('the sale ends with the start or the seller’s end of sale, by the server’s clock', () => {
  const startsAt = '2027-05-01T12:00:10.000Z';
  const now = '2027-05-01T12:00:00.000Z';
  expect(saleEndsInMs(ticketWith({ startsAt }), now)).toBe(10_000);
  expect(saleEndsInMs(ticketWith({ startsAt, saleEndsAt: '2027-05-01T12:00:04.000Z' }), now)).toBe(4_000);
  expect(saleEndsInMs(ticketWith({ startsAt: null }), now)).toBeNull();
  expect(saleEndsInMs(ticketWith({ startsAt, isSaleOver: true }), now)).toBeNull();
});
