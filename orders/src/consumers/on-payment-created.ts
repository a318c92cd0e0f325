import { newsOfOrders } from './news.ts';

/** payments.payment.created.v1 → completes the order. A late payment changes nothing here: payments refunds it on order.cancelled. */
export const onPaymentCreated = newsOfOrders<'payments.payment.created.v1'>(({ id }) => ({
  type: 'PaymentCreated',
  paymentId: id,
}));
