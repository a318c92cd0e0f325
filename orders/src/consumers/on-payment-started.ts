import type { DownstreamDelay } from '../use-cases/downstream-delay.ts';
import { orderInputHandler } from './order-inputs.ts';

/** payments.payment.started.v1 → marks the order as awaiting payment and defers its expiry by at most the grace. */
export const onPaymentStarted = (downstreamDelay: Pick<DownstreamDelay, 'attemptWaited'>) =>
  orderInputHandler<'payments.payment.started.v1'>(({ attempt, waitedMs }) => {
    downstreamDelay.attemptWaited(waitedMs);
    return { type: 'PaymentStarted', attempt };
  });
