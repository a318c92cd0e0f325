import { describe, expect, it } from '@jest/globals';
import { backoffDelayMs, waitFor } from './index.ts';

const options = { baseMs: 100, capMs: 1000 };

describe('backoffDelayMs', () => {
  it('doubles the upper bound with every attempt, up to the cap', () => {
    const nearlyOne = () => 0.999_999;
    expect([1, 2, 3, 4, 5, 60].map((attempt) => Math.round(backoffDelayMs(attempt, options, nearlyOne)))).toEqual([
      100, 200, 400, 800, 1000, 1000,
    ]);
  });

  it('returns any delay below the upper bound', () => expect(backoffDelayMs(3, options, () => 0)).toBe(0));
  it('throws for an attempt < 1', () => expect(() => backoffDelayMs(0, options)).toThrow(RangeError));
});

describe('waitFor', () => {
  it('resolves as soon as a value is found', async () => {
    let attempts = 0;
    const found = await waitFor(async () => (++attempts === 3 ? 'there' : null), { timeoutMs: 5_000, intervalMs: 1 });
    expect([found, attempts]).toEqual(['there', 3]);
  });

  it('resolves to null after the timeout', async () =>
    expect(await waitFor(async () => null, { timeoutMs: 5, intervalMs: 1 })).toBeNull());
});
