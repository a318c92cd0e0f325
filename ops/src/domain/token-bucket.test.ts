import { describe, expect, it } from '@jest/globals';
import { newBucket, takeTokens } from './token-bucket.ts';

/** Takes tokens as fast as possible for a duration, waiting as instructed. @returns the time of each token */
function takeFor(ms: number, rate: number, wanted = 50): number[] {
  const taken: number[] = [];
  let bucket = newBucket(0);
  for (let now = 0; now <= ms; ) {
    const result = takeTokens(bucket, rate, wanted, now);
    bucket = result.bucket;
    taken.push(...Array(result.taken).fill(now));
    now += Math.max(1, result.nextInMs);
  }
  return taken;
}

describe('a token bucket', () => {
  it.each([1, 7, 50, 1000])('yields %i per second, plus at most one burst', (rate) => {
    const taken = takeFor(10_000, rate).length;
    expect(taken).toBeGreaterThanOrEqual(rate * 10 * 0.98);
    expect(taken).toBeLessThanOrEqual(rate * 10 + 1 + rate / 4);
  });

  it('yields the first immediately', () => expect(takeFor(0, 1)).toEqual([0]));

  it('accumulates at most a quarter of a second', () => {
    const { taken } = takeTokens({ tokens: 0, filledAt: 0 }, 100, 1_000, 3_600_000);
    expect(taken).toBe(25);
  });

  it('never yields more than requested, and keeps the rest', () => {
    const first = takeTokens({ tokens: 0, filledAt: 0 }, 100, 5, 250);
    expect(first).toMatchObject({ taken: 5, nextInMs: 0 });
    expect(takeTokens(first.bucket, 100, 50, 250).taken).toBe(20);
  });
});
