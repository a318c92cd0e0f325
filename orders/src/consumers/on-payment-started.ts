import { newsOfOrders } from './news.ts';

/** payments.payment.started.v1 → the order awaits its payment; its expiry is deferred, at most by the grace. */
export const onPaymentStarted = newsOfOrders<'payments.payment.started.v1'>(({ attempt }) => ({
  type: 'PaymentStarted',
  attempt,
}));
