import { describe, expect, it } from '@jest/globals';
import { areAllRefunded, type ChargeGroup, refundsOf } from './cancellation.ts';

const group = (given: Partial<ChargeGroup> = {}): ChargeGroup => ({
  ...{ state: 'succeeded', isGivenBack: true, hasFailedRefund: false, isRefundOfEnd: true, isEndedByIt: true },
  ...{ currency: 'USD', count: 1, amountMinor: 1_000 },
  ...given,
});
const underWay = { isGivenBack: false };
const failed = { isGivenBack: false, hasFailedRefund: true };
const unpaid = { state: 'open', isGivenBack: false, isRefundOfEnd: false } as const;

describe('the refunds of a cancelled performance', () => {
  it('are counted by how far they are, and added up by currency', () =>
    expect(
      refundsOf([
        group({ count: 3, amountMinor: 3_000 }),
        group({ currency: 'EUR', count: 2, amountMinor: 900 }),
        group({ ...underWay, count: 4 }),
        group({ ...underWay, isRefundOfEnd: false }),
        group(failed),
        group({ ...unpaid, count: 2 }),
      ]),
    ).toEqual({
      ...{ refunded: 5, underWay: 7, failed: 1, toTell: 5 },
      amounts: [
        { currency: 'EUR', amount: 900 },
        { currency: 'USD', amount: 3_000 },
      ],
    }));

  it('include those whose buyers are told for another reason, or not at all', () =>
    expect(refundsOf([group({ isEndedByIt: false }), group({ isRefundOfEnd: false })])).toMatchObject({
      refunded: 2,
      toTell: 0,
    }));

  it('are complete once every order is known to have ended, and nothing is open', () => {
    const done = refundsOf([group()]);
    const isSo = (known: { live: number; ended: number }, refunds = done) =>
      areAllRefunded({ orders: 2 }, known, refunds);
    expect(isSo({ live: 0, ended: 2 })).toBe(true);
    expect(isSo({ live: 0, ended: 1 })).toBe(false);
    expect(isSo({ live: 1, ended: 2 })).toBe(false);
    for (const open of [underWay, failed, unpaid])
      expect(isSo({ live: 0, ended: 2 }, refundsOf([group(), group(open)]))).toBe(false);
  });
});
