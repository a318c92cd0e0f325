import { describe, expect, it } from '@jest/globals';
import { assertMayReserve, type Holdings, maxHeldMs, maxUnpaidOf } from './hoarding.ts';

const limits = { maxUnpaid: 10, maxOfSubscriber: 3, requiresVerifiedEmail: true, maxHeldMs: maxHeldMs(900) };
const lenient = { ...limits, requiresVerifiedEmail: false };
const [verified, unverified] = [{ isEmailVerified: true }, { isEmailVerified: false }];
const holding = (given: Partial<Holdings>): Holdings => ({
  unpaid: { count: 0, endsInSeconds: 0 },
  ofSubscriber: null,
  ticket: { heldMs: 0, freeInSeconds: 0 },
  ...given,
});

describe('assertMayReserve', () => {
  it.each<[string, Partial<Holdings>]>([
    ['holds nothing', {}],
    ['holds one less than the limit', { unpaid: { count: 9, endsInSeconds: 60 } }],
    ['let the ticket expire once', { ticket: { heldMs: 900_000, freeInSeconds: 3_600 } }],
    ['is charged to a subscriber below the limit', { ofSubscriber: { count: 2, endsInSeconds: 60 } }],
  ])('accepts a buyer who %s', (_what, given) => {
    expect(() => assertMayReserve(holding(given), verified, limits)).not.toThrow();
  });

  it.each<[string, string, Partial<Holdings>]>([
    ['too_many_reservations', 'holds as many as allowed', { unpaid: { count: 10, endsInSeconds: 60.2 } }],
    ['held_too_often', 'let the ticket expire twice', { ticket: { heldMs: 1_800_000, freeInSeconds: 60.2 } }],
    [
      'too_many_reservations_nearby',
      'is charged to a subscriber that has used its budget',
      { ofSubscriber: { count: 3, endsInSeconds: 60.2 } },
    ],
  ])('refuses with %s, and the time to wait, a buyer who %s', (code, _what, given) => {
    expect(() => assertMayReserve(holding(given), verified, limits)).toThrow(
      expect.objectContaining({ kind: 'too_many', code, retryAfterSeconds: 61 }),
    );
  });
});

describe('a buyer without a confirmed address', () => {
  it('may hold one unpaid ticket where confirmed addresses are required', () => {
    expect([verified, unverified].map((buyer) => maxUnpaidOf(buyer, limits))).toEqual([10, 1]);
    expect(maxUnpaidOf(unverified, lenient)).toBe(10);
  });

  it('is told to confirm the address only where that helps', () => {
    const refusalAt = (count: number) => () =>
      assertMayReserve(holding({ unpaid: { count, endsInSeconds: 60 } }), unverified, limits);
    expect(refusalAt(0)).not.toThrow();
    expect(refusalAt(1)).toThrow(expect.objectContaining({ kind: 'forbidden', code: 'email_not_verified' }));
    expect(refusalAt(10)).toThrow(expect.objectContaining({ code: 'too_many_reservations' }));
  });
});
