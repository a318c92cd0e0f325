import { describe, expect, it } from '@jest/globals';
import type { Charge } from './charge.ts';
import { addRefund, refundableAmount, withdrawRefund } from './refund.ts';

const chargeOf = (amountMinor: number, amountRefundedMinor = 0): Charge => ({
  id: 'ch_1',
  intentId: 'pi_1',
  paymentMethodId: 'pm_1',
  amountMinor,
  amountRefundedMinor,
  currency: 'usd',
  createdAt: 0,
  description: null,
  metadata: {},
  status: 'succeeded',
  decline: null,
});

describe('refundableAmount', () => {
  it('is all that is left without a requested amount', () => {
    expect(refundableAmount(chargeOf(2000), undefined)).toBe(2000);
    expect(refundableAmount(chargeOf(2000, 500), undefined)).toBe(1500);
  });

  it('is the requested amount, up to what is left', () => {
    expect(refundableAmount(chargeOf(2000, 500), 1500)).toBe(1500);
    expect(() => refundableAmount(chargeOf(2000, 500), 1501)).toThrow(
      'Refund amount ($15.01 usd) is greater than unrefunded amount on charge ($15.00 usd)',
    );
  });

  it('refuses an already refunded charge', () => {
    expect(() => refundableAmount(chargeOf(2000, 2000), 1)).toThrow('Charge ch_1 has already been refunded.');
  });
});

it('restores the amount of a failed refund', () => {
  const refunded = addRefund(chargeOf(2000), 2000);
  expect(refundableAmount(withdrawRefund(refunded, 2000), undefined)).toBe(2000);
});
