import { newsOfOrders } from './news.ts';

/** payments.payment.refunded.v1 → shows the refund on the order; its status stays. */
export const onPaymentRefunded = newsOfOrders<'payments.payment.refunded.v1'>(({ amount }) => ({
  type: 'PaymentRefunded',
  amountMinor: amount,
}));
