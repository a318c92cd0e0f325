import { orderInputHandler } from './order-inputs.ts';

/** payments.payment.failed.v1 → ends the attempt's deferral of the expiry; the buyer may try again. */
export const onPaymentFailed = orderInputHandler<'payments.payment.failed.v1'>(({ attempt }) => ({
  type: 'PaymentFailed',
  attempt,
}));
