import type { ConsumerUseCases } from '../use-cases/index.ts';
import { orderInputHandler } from './order-inputs.ts';

/**
 * payments.payment.created.v1 → completes the order. A late payment has no effect: payments refunds it on
 * order.cancelled.
 */
export const onPaymentCreated = (useCases: Pick<ConsumerUseCases, 'applyOrderInputs'>) =>
  orderInputHandler<'payments.payment.created.v1'>(useCases, ({ id }) => ({ type: 'PaymentCreated', paymentId: id }));
