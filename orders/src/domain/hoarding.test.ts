import { describe, expect, it } from '@jest/globals';
import { assertMayReserve, type Holdings, maxHeldMs } from './hoarding.ts';

const limits = { maxUnpaid: 10, maxOfSubscriber: 3, maxHeldMs: maxHeldMs(900) };
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
    expect(() => assertMayReserve(holding(given), limits)).not.toThrow();
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
    expect(() => assertMayReserve(holding(given), limits)).toThrow(
      expect.objectContaining({ kind: 'too_many', code, retryAfterSeconds: 61 }),
    );
  });
});
