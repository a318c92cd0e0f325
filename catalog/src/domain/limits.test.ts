import { expect, it } from '@jest/globals';
import { assertWithinLimit, limits } from './limits.ts';

it('a day has a limit, and the refusal tells how long it lasts', () => {
  expect(() => assertWithinLimit('venues', { count: limits.venues, endsInMs: 1 })).not.toThrow();
  expect(() => assertWithinLimit('venues', { count: limits.venues + 1, endsInMs: 1_500 })).toThrow(
    expect.objectContaining({ code: 'too_many_venues', retryAfterSeconds: 2 }),
  );
});
