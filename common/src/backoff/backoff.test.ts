import { describe, expect, it } from '@jest/globals';
import { backoffDelayMs, waitFor } from './index.ts';

const options = { baseMs: 100, capMs: 1000 };

describe('the delay before the next attempt', () => {
  it('doubles its upper bound with every attempt, up to the cap', () => {
    const nearlyOne = () => 0.999_999;
    expect([1, 2, 3, 4, 5, 60].map((attempt) => Math.round(backoffDelayMs(attempt, options, nearlyOne)))).toEqual([
      100, 200, 400, 800, 1000, 1000,
    ]);
  });

  it('may be anything below it', () => expect(backoffDelayMs(3, options, () => 0)).toBe(0));
  it('has no attempt before the first', () => expect(() => backoffDelayMs(0, options)).toThrow(RangeError));
});

describe('waiting for something', () => {
  it('ends as soon as it is there', async () => {
    let looks = 0;
    const found = await waitFor(async () => (++looks === 3 ? 'there' : null), { timeoutMs: 5_000, intervalMs: 1 });
    expect([found, looks]).toEqual(['there', 3]);
  });

  it('ends with null when the time is over', async () =>
    expect(await waitFor(async () => null, { timeoutMs: 5, intervalMs: 1 })).toBeNull());
});
