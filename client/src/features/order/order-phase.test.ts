import { describe, expect, it } from '@jest/globals';
import type { Order } from '@/api/schemas.ts';
import { orderPhase, orderPollMs } from './order-phase.ts';

const order = (given: Partial<Order>): Order => ({
  id: 'o1',
  userId: 'u1',
  version: 0,
  status: 'created',
  createdAt: '2026-11-23T12:00:00.000Z',
  expiresAt: '2026-11-23T12:15:00.000Z',
  serverTime: '2026-11-23T12:01:00.000Z',
  ticket: { id: 't1', title: 'A ticket', price: 45, currency: 'USD' },
  items: [{ kind: 'ticket', label: 'A ticket', price: 45 }],
  total: 45,
  currency: 'USD',
  ...given,
});

/** A status that orders may add. */
const pendingRefund = { status: 'pending', amount: 45 } as unknown as Order['refund'];

describe('the phase of an order', () => {
  it.each([
    [{ status: 'created' }, 'held'],
    [{ status: 'awaiting_payment' }, 'processing'],
    [{ status: 'complete' }, 'complete'],
    [{ status: 'complete', refund: { status: 'refunded', amount: 45 } }, 'complete'],
    [{ status: 'cancelled' }, 'ended'],
    [{ status: 'cancelled', refund: pendingRefund }, 'refunding'],
    [{ status: 'cancelled', refund: { status: 'refunded', amount: 45 } }, 'refunded'],
  ] as [Partial<Order>, string][])('of %j is %s', (given, phase) => {
    expect(orderPhase(order(given))).toBe(phase);
  });
});

describe('polling an order', () => {
  it('continues while it is held, being paid or being refunded', () => {
    expect(orderPollMs(order({ status: 'created' }))).not.toBeNull();
    expect(orderPollMs(order({ status: 'awaiting_payment' }))).not.toBeNull();
    expect(orderPollMs(order({ status: 'cancelled', refund: pendingRefund }))).not.toBeNull();
  });

  it('continues for three minutes after the outcome, because a late payment may still be refunded', () => {
    const shortlyAfter = order({ status: 'cancelled', serverTime: '2026-11-23T12:17:59.000Z' });
    const longAfter = order({ status: 'cancelled', serverTime: '2026-11-23T12:18:00.000Z' });

    expect(orderPollMs(shortlyAfter)).not.toBeNull();
    expect(orderPollMs(longAfter)).toBeNull();
  });

  it('stops when nothing can change', () => {
    expect(orderPollMs(order({ status: 'complete' }))).toBeNull();
    expect(orderPollMs(order({ status: 'cancelled', refund: { status: 'refunded', amount: 45 } }))).toBeNull();
  });
});
