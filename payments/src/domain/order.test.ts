import { describe, expect, it } from '@jest/globals';
import { assertPayable, type PayableOrder } from './order.ts';

const expiresAt = new Date('2026-11-23T12:00:00Z');
const order = (given: Partial<PayableOrder> = {}): PayableOrder => ({
  id: 'order',
  userId: 'buyer',
  status: 'created',
  priceMinor: 50,
  currency: 'USD',
  expiresAt,
  performanceId: null,
  version: 0,
  ...given,
});
const justBefore = new Date(expiresAt.getTime() - 1);

describe('assertPayable', () => {
  it('accepts an attempt until the reservation ends, exclusively', () => {
    expect(() => assertPayable(order(), justBefore)).not.toThrow();
    expect(() => assertPayable(order(), expiresAt)).toThrow(expect.objectContaining({ code: 'order_expired' }));
  });

  it.each([
    [order({ status: 'cancelled' }), 'order_cancelled'],
    [order({ status: 'complete' }), 'already_paid'],
    [order({ priceMinor: 49 }), 'amount_too_small'],
  ])('refuses an unpayable order: %#', (given, code) => {
    expect(() => assertPayable(given, justBefore)).toThrow(expect.objectContaining({ code }));
  });
});
