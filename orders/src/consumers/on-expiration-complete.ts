import type { ConsumerUseCases } from '../use-cases/index.ts';
import { orderInputHandler } from './order-inputs.ts';

/**
 * expiration.expiration.complete.v1 → cancels the order if it has expired by the database's clock; ignores a timer that
 * fires early.
 */
export const onExpirationComplete = (useCases: Pick<ConsumerUseCases, 'applyOrderInputs'>) =>
  orderInputHandler<'expiration.expiration.complete.v1'>(useCases, () => 'reservation_due');
