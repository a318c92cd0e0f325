import { newsOfOrders } from './news.ts';

/** payments.payment.failed.v1 → the attempt no longer defers the expiry; the buyer may try again. */
export const onPaymentFailed = newsOfOrders<'payments.payment.failed.v1'>(({ attempt }) => ({
  type: 'PaymentFailed',
  attempt,
}));
