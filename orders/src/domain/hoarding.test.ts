import { describe, expect, it } from '@jest/globals';
import { assertMayHold, maxHeldBy } from './hoarding.ts';

const strict = { maxUnpaid: 10, requiresVerifiedEmail: true };
const lenient = { ...strict, requiresVerifiedEmail: false };
const [verified, unverified] = [{ isEmailVerified: true }, { isEmailVerified: false }];
const holding = (count: number) => ({ count, endsInSeconds: 60 });

describe('a buyer', () => {
  it.each([
    ['with a confirmed address', verified, strict, 10],
    ['without one, where none is required', unverified, lenient, 10],
    ['without one, where it is required', unverified, strict, 1],
  ])('%s may hold so many unpaid tickets', (_who, buyer, limits, most) => {
    expect(maxHeldBy(buyer, limits)).toBe(most);
    expect(() => assertMayHold(holding(most - 1), buyer, limits)).not.toThrow();
    expect(() => assertMayHold(holding(most), buyer, limits)).toThrow();
  });

  it('is told to confirm the address only where that helps', () => {
    expect(() => assertMayHold(holding(1), unverified, strict)).toThrow(
      expect.objectContaining({ kind: 'forbidden', code: 'email_not_verified' }),
    );
    expect(() => assertMayHold(holding(10), unverified, strict)).toThrow(
      expect.objectContaining({ code: 'too_many_reservations' }),
    );
  });
});
