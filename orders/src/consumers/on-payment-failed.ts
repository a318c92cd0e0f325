import type { ConsumerUseCases } from '../use-cases/index.ts';
import { orderInputHandler } from './order-inputs.ts';

/** payments.payment.failed.v1 → ends the attempt's deferral of the expiry; the buyer may try again. */
export const onPaymentFailed = (useCases: Pick<ConsumerUseCases, 'applyOrderInputs'>) =>
  orderInputHandler<'payments.payment.failed.v1'>(useCases, ({ attempt }) => ({ type: 'PaymentFailed', attempt }));
