import type { Payment } from '../src/domain/payment.ts';

/** An open payment, unless told otherwise. */
export const somePayment = (given: Partial<Payment> = {}): Payment => ({
  id: 'payment',
  orderId: 'order',
  attempt: 1,
  state: 'open',
  amountMinor: 1999,
  currency: 'USD',
  stripeId: null,
  confirmableUntil: null,
  settleAt: null,
  failureCode: null,
  failure: null,
  card: null,
  paidAt: null,
  refunds: [],
  createdAt: new Date(0),
  ...given,
});
