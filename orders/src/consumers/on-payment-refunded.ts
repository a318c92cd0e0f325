import type { ConsumerUseCases } from '../use-cases/index.ts';
import { orderInputHandler } from './order-inputs.ts';

/** payments.payment.refunded.v1 → records the refund on the order; its status stays. */
export const onPaymentRefunded = (useCases: Pick<ConsumerUseCases, 'applyOrderInputs'>) =>
  orderInputHandler<'payments.payment.refunded.v1'>(useCases, ({ id: paymentId, number, amount: amountMinor }) => ({
    ...{ type: 'PaymentRefunded', paymentId, number, amountMinor },
  }));
