import { orderInputHandler } from './order-inputs.ts';

/** payments.payment.started.v1 → marks the order as awaiting payment and defers its expiry by at most the grace. */
export const onPaymentStarted = orderInputHandler<'payments.payment.started.v1'>(({ attempt }) => ({
  type: 'PaymentStarted',
  attempt,
}));
