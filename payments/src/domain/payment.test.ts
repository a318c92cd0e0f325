import { describe, expect, it } from '@jest/globals';
import { somePayment } from '../../test/some-payment.ts';
import type { OrderWorth } from './order.ts';
import { decide, evolve, type Payment, type PaymentInput } from './payment.ts';
import { newRefund } from './refund.ts';

const now = new Date('2026-11-23T12:00:00Z');
const card = { brand: 'visa', last4: '4242' };
const orderOf = (status: OrderWorth['status'], priceMinor = 1999, version = 1): OrderWorth => ({
  ...{ status, priceMinor, version },
});
const charged = (status: OrderWorth['status'] = 'created', priceMinor = 1999): PaymentInput => ({
  type: 'Charged',
  stripeId: 'pi_1',
  card,
  order: orderOf(status, priceMinor),
  now,
});
const chargeFailed: PaymentInput = {
  type: 'ChargeFailed',
  code: 'card_declined',
  declineCode: 'insufficient_funds',
  message: 'Your card has insufficient funds',
};
const chargedLate: PaymentInput = { type: 'ChargedLate', now };
const orderCancelled: PaymentInput = { type: 'OrderChanged', order: orderOf('cancelled'), now };
const reducedTo = (priceMinor: number, version = 1): PaymentInput => ({
  ...{ type: 'OrderChanged', order: orderOf('created', priceMinor, version), now },
});
const refundSucceeded: PaymentInput = {
  type: 'RefundAnswered',
  number: 1,
  answer: { type: 'succeeded', stripeId: 're_1' },
  now,
};

const open = somePayment({ confirmableUntil: now, settleAt: now });
/** Returns the payment after several inputs in sequence. */
const after = (start: Payment, ...inputs: PaymentInput[]): Payment =>
  inputs.reduce((current, input) => decide(current, input).reduce(evolve, current), start);
const typesOf = (payment: Payment, input: PaymentInput) => decide(payment, input).map(({ type }) => type);

describe('an open payment', () => {
  it('succeeds when Stripe has charged it', () => {
    expect(decide(open, charged())).toEqual([{ type: 'Succeeded', stripeId: 'pi_1', card, at: now }]);
    expect(after(open, charged())).toMatchObject({
      state: 'succeeded',
      stripeId: 'pi_1',
      card,
      paidAt: now,
      settleAt: null,
      refunds: [],
    });
  });

  it('fails when Stripe declines it', () => {
    expect(typesOf(open, chargeFailed)).toEqual(['Failed']);
    expect(after(open, chargeFailed)).toMatchObject({
      state: 'failed',
      failureCode: 'card_declined',
      failure: { declineCode: 'insufficient_funds', message: 'Your card has insufficient funds' },
      settleAt: null,
    });
  });

  it('is settled at once when its order is cancelled, and can no longer be confirmed', () => {
    expect(decide(open, orderCancelled)).toEqual([{ type: 'SettlementRequested', at: now }]);
    expect(after(open, orderCancelled)).toMatchObject({ state: 'open', confirmableUntil: null, settleAt: now });
  });
});

describe('a charge of a cancelled order', () => {
  const refunds = [newRefund({ number: 1, amountMinor: 1999, orderVersion: 1, reason: 'order_cancelled' }, now)];

  it('is refunded when the cancellation comes first', () => {
    expect(typesOf(open, charged('cancelled'))).toEqual(['Succeeded', 'RefundRequested']);
    expect(after(open, orderCancelled, charged('cancelled')).refunds).toEqual(refunds);
  });

  it('is refunded when the charge comes first, also after orders has completed the order', () => {
    expect(after(open, charged(), orderCancelled).refunds).toEqual(refunds);
    expect(after(open, charged('complete'), orderCancelled).refunds).toEqual(refunds);
  });

  it('is refunded once', () => {
    const refunding = after(open, charged('cancelled'));
    expect(decide(refunding, orderCancelled)).toEqual([]);
    expect(decide(after(refunding, refundSucceeded), orderCancelled)).toEqual([]);
  });
});

describe('a charge of an order that was reduced', () => {
  const partsOf = ({ refunds }: Payment) => refunds.map(({ amountMinor, reason }) => [amountMinor, reason]);

  it('is refunded by the difference, whichever comes first', () => {
    const returned = [[499, 'places_returned']];
    expect(partsOf(after(open, charged(), reducedTo(1500)))).toEqual(returned);
    expect(partsOf(after(open, reducedTo(1500), charged('created', 1500)))).toEqual(returned);
    expect(decide(open, reducedTo(1500))).toEqual([]);
  });

  it('is refunded once per version, and the rest with the cancellation', () => {
    const reduced = after(open, charged(), reducedTo(1500), reducedTo(1500), reducedTo(1000, 3));
    expect(reduced.refunds.map(({ orderVersion }) => orderVersion)).toEqual([1, 3]);
    expect(partsOf(after(reduced, { type: 'OrderChanged', order: orderOf('cancelled', 1000, 4), now }))).toEqual([
      [499, 'places_returned'],
      [500, 'places_returned'],
      [1000, 'order_cancelled'],
    ]);
  });

  it('is not refunded when it was of the new total', () => {
    expect(after(somePayment({ amountMinor: 1500 }), charged('created', 1500)).refunds).toEqual([]);
  });
});

describe('a failed attempt', () => {
  const failed = after(open, chargeFailed);

  it('that is charged later is refunded, and stays failed for its buyer', () => {
    expect(typesOf(failed, chargedLate)).toEqual(['ChargedLate', 'RefundRequested']);
    expect(after(failed, chargedLate)).toMatchObject({
      state: 'succeeded',
      failureCode: 'card_declined',
      paidAt: null,
      refunds: [newRefund({ number: 1, amountMinor: 1999, orderVersion: null, reason: 'charged_after_failure' }, now)],
    });
  });

  it('is not affected by the cancellation of its order', () => {
    expect(decide(failed, orderCancelled)).toEqual([]);
    expect(decide(after(failed, chargedLate), orderCancelled)).toEqual([]);
  });
});

describe('a settled payment', () => {
  it.each([charged(), charged('cancelled'), chargeFailed])('is not changed by another outcome: $type', (input) => {
    expect(decide(after(open, charged()), input)).toEqual([]);
    expect(decide(after(open, chargeFailed), input)).toEqual([]);
  });

  it('is not charged late unless it failed', () => {
    for (const payment of [open, after(open, charged())]) expect(decide(payment, chargedLate)).toEqual([]);
  });
});

describe('a refund', () => {
  it('is published when Stripe first reports success', () => {
    const refunding = after(open, charged('cancelled'));
    expect(typesOf(refunding, refundSucceeded)).toEqual(['RefundAdvanced', 'Refunded']);
    expect(typesOf(after(refunding, refundSucceeded), refundSucceeded)).toEqual(['RefundAdvanced']);
  });

  it('that was not requested ignores a response', () => {
    expect(decide(after(open, charged()), refundSucceeded)).toEqual([]);
  });
});
