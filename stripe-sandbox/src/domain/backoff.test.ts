import { expect, it } from '@jest/globals';
import { backoffMs } from './backoff.ts';

const backoff = { baseMs: 500, capMs: 30_000 };

it('doubles its bound with each failed attempt, up to the cap', () => {
  expect([1, 2, 3, 20].map((failed) => backoffMs(failed, backoff, 0.5))).toEqual([250, 500, 1000, 15_000]);
});

it('refuses an invalid count', () => {
  expect(() => backoffMs(0, backoff, 0.5)).toThrow(RangeError);
});
