import { describe, expect, it } from '@jest/globals';
import { areAllRefunded, type ChargeGroup, refundsOf } from './cancellation.ts';

const group = (given: Partial<ChargeGroup> = {}): ChargeGroup => ({
  ...{ state: 'succeeded', refund: { state: 'done', reason: 'order_cancelled' }, isEndedByIt: true },
  ...{ currency: 'USD', count: 1, amountMinor: 1_000 },
  ...given,
});
const refund = (state: 'due' | 'pending' | 'done' | 'failed', reason = 'order_cancelled') => ({
  refund: { state, reason },
});

describe('the refunds of a cancelled performance', () => {
  it('are counted by how far they are, and added up by currency', () =>
    expect(
      refundsOf([
        group({ count: 3, amountMinor: 3_000 }),
        group({ currency: 'EUR', count: 2, amountMinor: 900 }),
        group({ ...refund('due'), count: 4 }),
        group({ ...refund('pending') }),
        group({ ...refund('failed') }),
        group({ state: 'open', refund: null, count: 2 }),
        group({ refund: null }),
      ]),
    ).toEqual({
      ...{ refunded: 5, underWay: 8, failed: 1, toTell: 5 },
      amounts: [
        { currency: 'EUR', amount: 900 },
        { currency: 'USD', amount: 3_000 },
      ],
    }));

  it('include those whose buyers are told for another reason, or not at all', () =>
    expect(
      refundsOf([group({ isEndedByIt: false }), group({ ...refund('done', 'charged_after_failure') })]),
    ).toMatchObject({ refunded: 2, toTell: 0 }));

  it('are complete once every order is known to have ended, and nothing is open', () => {
    const done = refundsOf([group()]);
    const isSo = (known: { live: number; ended: number }, refunds = done) =>
      areAllRefunded({ orders: 2 }, known, refunds);
    expect(isSo({ live: 0, ended: 2 })).toBe(true);
    expect(isSo({ live: 0, ended: 1 })).toBe(false);
    expect(isSo({ live: 1, ended: 2 })).toBe(false);
    for (const open of [refund('due'), refund('pending'), refund('failed'), { state: 'open' as const, refund: null }])
      expect(isSo({ live: 0, ended: 2 }, refundsOf([group(), group(open)]))).toBe(false);
  });
});
