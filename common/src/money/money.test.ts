import { describe, expect, it } from '@jest/globals';
import { toMajorUnits, toMinorUnits } from './index.ts';

describe('toMinorUnits', () => {
  it.each([
    [19.99, 1999],
    [0.01, 1],
    [0.29, 29],
    [1.1, 110],
    [999_999.99, 99_999_999],
    ['12.5', 1250],
    ['12.50', 1250],
    ['7', 700],
  ])('converts %p exactly', (price, minor) => expect(toMinorUnits(price)).toBe(minor));

  it.each([
    0,
    -1,
    0.001,
    1e21,
    2 ** 53,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    1_000_000,
    '',
    '10 or so',
    '1e3',
    '-1',
    ' 1',
    '1,5',
    '0.00',
    '1.',
  ])('refuses %p', (price) => expect(toMinorUnits(price)).toBeNull());

  it('round-trips every cent up to a thousand dollars', () => {
    for (let minor = 1; minor <= 100_000; minor += 1) {
      if (toMinorUnits(toMajorUnits(minor)) !== minor) throw new Error(`${minor} does not round-trip`);
    }
  });
});
