import { expect, it } from '@jest/globals';
import { salesOf } from './sales.ts';

it('adds up sold listings exactly', () => {
  const listings = [
    { status: 'sold', price: 0.1 },
    { status: 'sold', price: 0.2 },
    { status: 'available', price: 50 },
  ] as const;

  expect(salesOf(listings)).toEqual({ count: 2, totalMinor: 30 });
});
