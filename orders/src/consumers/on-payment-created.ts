import { orderInputHandler } from './order-inputs.ts';

/**
 * payments.payment.created.v1 → completes the order. A late payment has no effect: payments refunds it on
 * order.cancelled.
 */
export const onPaymentCreated = orderInputHandler<'payments.payment.created.v1'>(({ id }) => ({
  type: 'PaymentCreated',
  paymentId: id,
}));
