import type { Handler } from '@ticketing/common/consuming';
import type { Tx } from '../store/database.ts';
import { applyInput } from '../use-cases/apply-input.ts';

/** payments.payment.created.v1 → completes the order. A late payment changes nothing here: payments refunds it on order.cancelled. */
export const onPaymentCreated: Handler<'payments.payment.created.v1', Tx> = ({ event: { orderId, id }, tx }) =>
  applyInput(tx, orderId, { type: 'PaymentCreated', paymentId: id });
