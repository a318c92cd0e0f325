import { describe, expect, it } from '@jest/globals';
import { assertMayList, assertMayUpload, pictureLimits } from './listing-limits.ts';

const refusal = (code: string, retryAfterSeconds: number) =>
  expect.objectContaining({ kind: 'too_many', code, retryAfterSeconds });

describe('assertMayList', () => {
  it.each([
    [false, 50],
    [true, 500],
  ])('gives a seller whose sales are %s a budget of %i an hour', (hasSold, max) => {
    expect(() => assertMayList({ count: max, endsInMs: 1 }, 500, hasSold)).not.toThrow();
    expect(() => assertMayList({ count: max + 1, endsInMs: 2_001 }, 500, hasSold)).toThrow(
      refusal('too_many_listings', 3),
    );
  });

  it('lets a new seller list something, however small the limit', () => {
    expect(() => assertMayList({ count: 1, endsInMs: 1 }, 2, false)).not.toThrow();
  });
});

describe('assertMayUpload', () => {
  it.each(['uploads', 'bytes'] as const)('refuses more %s than the limit', (limit) => {
    const { max } = pictureLimits[limit];
    expect(() => assertMayUpload(limit, { count: max, endsInMs: 1 })).not.toThrow();
    expect(() => assertMayUpload(limit, { count: max + 1, endsInMs: 1_000 })).toThrow(refusal('too_many_pictures', 1));
  });
});
