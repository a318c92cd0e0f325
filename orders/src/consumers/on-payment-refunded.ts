import { orderInputHandler } from './order-inputs.ts';

/** payments.payment.refunded.v1 → records the refund on the order; its status stays. */
export const onPaymentRefunded = orderInputHandler<'payments.payment.refunded.v1'>(({ amount }) => ({
  type: 'PaymentRefunded',
  amountMinor: amount,
}));
