import { describe, expect, it } from '@jest/globals';
import { assertMayAttempt, isDecline } from './decline-limit.ts';

const some = (count: number, endsInMs = 60_000) => ({ count, endsInMs });

describe('assertMayAttempt', () => {
  it('accepts one less than the limits', () => {
    expect(() => assertMayAttempt({ ofOrder: some(9), ofAccount: some(19) }, 20)).not.toThrow();
  });

  it.each([
    ['the order', { ofOrder: some(10), ofAccount: some(10, 1) }, 60],
    ['the account', { ofOrder: some(0, 0), ofAccount: some(20, 90_000) }, 90],
    ['both, for the longer time', { ofOrder: some(10), ofAccount: some(20, 90_000) }, 90],
  ])('refuses when the limit of %s is reached', (_whose, declines, retryAfterSeconds) => {
    expect(() => assertMayAttempt(declines, 20)).toThrow(
      expect.objectContaining({ kind: 'too_many', code: 'too_many_declined', retryAfterSeconds }),
    );
  });
});

describe('isDecline', () => {
  it.each([
    ['card_declined', true],
    ['invalid_token', true],
    ['canceled', false],
  ])('of %s is %s', (code, expected) => {
    expect(isDecline({ type: 'failed', code, declineCode: null, message: '' })).toBe(expected);
  });

  it('is false while the outcome is unknown', () => {
    expect(isDecline({ type: 'unknown' })).toBe(false);
  });
});
