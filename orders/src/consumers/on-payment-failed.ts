import type { Handler } from '@ticketing/common/consuming';
import type { Tx } from '../store/database.ts';
import { applyInput } from '../use-cases/apply-input.ts';

/** payments.payment.failed.v1 → the attempt no longer defers the expiry; the buyer may try again. */
export const onPaymentFailed: Handler<'payments.payment.failed.v1', Tx> = ({ event: { orderId, attempt }, tx }) =>
  applyInput(tx, orderId, { type: 'PaymentFailed', attempt });
