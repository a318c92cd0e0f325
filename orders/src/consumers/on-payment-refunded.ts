import type { Handler } from '@ticketing/common/consuming';
import type { Tx } from '../store/database.ts';
import { applyInput } from '../use-cases/apply-input.ts';

/** payments.payment.refunded.v1 → shows the refund on the order; its status stays. */
export const onPaymentRefunded: Handler<'payments.payment.refunded.v1', Tx> = ({ event: { orderId, amount }, tx }) =>
  applyInput(tx, orderId, { type: 'PaymentRefunded', amountMinor: amount });
