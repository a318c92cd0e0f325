import type { Handler } from '@ticketing/common/consuming';
import type { Tx } from '../store/database.ts';
import { applyInput } from '../use-cases/apply-input.ts';

/** payments.payment.started.v1 → the order awaits its payment; its expiry is deferred, at most by the grace. */
export const onPaymentStarted: Handler<'payments.payment.started.v1', Tx> = ({ event: { orderId, attempt }, tx }) =>
  applyInput(tx, orderId, { type: 'PaymentStarted', attempt });
