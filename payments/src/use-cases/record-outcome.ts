import { inTransaction } from '@ticketing/common/mongo';
import type { ChargeOutcome, Payment } from '../domain/payment.ts';
import { newRefund } from '../domain/refund.ts';
import type { PaymentDeps } from './deps.ts';

/**
 * Settles an open payment with what Stripe decided: row and event in one transaction. Again is without effect; an unknown
 * outcome leaves it open. A charge of an order that was cancelled in the meantime is marked to be refunded at once.
 */
export const recordOutcome = async (
  { connection, orders, payments }: Pick<PaymentDeps, 'connection' | 'orders' | 'payments'>,
  payment: Payment,
  outcome: ChargeOutcome,
): Promise<void> => {
  if (outcome.type === 'unknown') return;
  await inTransaction(connection, async (session) => {
    if (outcome.type === 'failed') {
      await payments.setFailed(session, payment, outcome);
      return;
    }
    const order = await orders.find(payment.orderId, session);
    const refund = order?.status === 'cancelled' ? newRefund('order_cancelled') : null;
    await payments.setSucceeded(session, payment, outcome, refund);
  });
};
