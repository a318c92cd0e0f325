import type { ConsumerUseCases } from '../use-cases/index.ts';
import { orderInputHandler } from './order-inputs.ts';

/** payments.payment.started.v1 → marks the order as awaiting payment and defers its expiry by at most the grace. */
export const onPaymentStarted = (useCases: Pick<ConsumerUseCases, 'applyOrderInputs' | 'recordAttemptDelay'>) =>
  orderInputHandler<'payments.payment.started.v1'>(useCases, ({ attempt, waitedMs }) => {
    useCases.recordAttemptDelay(waitedMs);
    return { type: 'PaymentStarted', attempt };
  });
