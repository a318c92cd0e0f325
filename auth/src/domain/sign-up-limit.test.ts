import { describe, expect, it } from '@jest/globals';
import { assertMaySignUp } from './sign-up-limit.ts';

describe('assertMaySignUp', () => {
  it('accepts the last account of the limit and refuses the next one until the window ends', () => {
    expect(() => assertMaySignUp({ count: 30, endsInMs: 1 }, 30)).not.toThrow();
    expect(() => assertMaySignUp({ count: 31, endsInMs: 90_500 }, 30)).toThrow(
      expect.objectContaining({ kind: 'too_many', code: 'too_many_sign_ups', retryAfterSeconds: 91 }),
    );
  });
});
