import { describe, expect, it } from '@jest/globals';
import { areAllTold, noticesOf, type PerformanceMails } from './cancellation.ts';

const none = { due: 0, sent: 0, failed: 0, skipped: 0 };
const mails = (ended: Partial<typeof none>, refunded: Partial<typeof none> = {}): PerformanceMails => ({
  event_cancelled: { ...none, ...ended },
  refunded: { ...none, ...refunded },
});

describe('the mails about a cancelled performance', () => {
  it('are counted by how far they are', () =>
    expect(noticesOf(mails({ sent: 3, due: 1, failed: 1 }, { sent: 2, skipped: 1 }))).toEqual({
      ...{ handedOver: 5, givenUp: 2, due: 1 },
    }));

  it.each<[string, PerformanceMails, boolean]>([
    ['all are handed over', mails({ sent: 3 }, { sent: 2 }), true],
    ['all are handed over or given up', mails({ sent: 2, failed: 1 }, { sent: 1, skipped: 1 }), true],
    ['one waits for the mail server', mails({ sent: 3 }, { sent: 1, due: 1 }), false],
    ['one has not been written yet', mails({ sent: 2 }, { sent: 2 }), false],
    ['one about a refund has not been written yet', mails({ sent: 3 }, { sent: 1 }), false],
  ])('are complete or not when %s', (_, counted, isSo) =>
    expect(areAllTold({ orders: 3, refunds: 2 }, counted)).toBe(isSo),
  );
});
