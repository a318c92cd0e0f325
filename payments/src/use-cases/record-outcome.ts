import { inTransaction } from '@ticketing/common/mongo';
import type { ChargeOutcome, Payment } from '../domain/payment.ts';
import { newRefund } from '../domain/refund.ts';
import type { PaymentDeps } from './deps.ts';

/**
 * Settles an open payment with Stripe's outcome: row and event in one transaction. Idempotent; an unknown outcome
 * leaves the payment open. A charge of a cancelled order is marked for a refund.
 */
export const recordOutcome = async (
  { connection, orders, payments }: Pick<PaymentDeps, 'connection' | 'orders' | 'payments'>,
  payment: Payment,
  outcome: ChargeOutcome,
): Promise<void> => {
  if (outcome.type === 'unknown') return;
  await inTransaction(connection, async (session) => {
    const { sequence, status } = await orders.takeSequence(session, payment.orderId);
    const refund = status === 'cancelled' ? newRefund('order_cancelled') : null;
    const isNew =
      outcome.type === 'failed'
        ? await payments.setFailed(session, payment, outcome, sequence)
        : await payments.setSucceeded(session, payment, outcome, { refund, sequence });
    if (!isNew) throw new AlreadySettled('the payment is already settled');
  }).catch((error: unknown) => {
    if (!(error instanceof AlreadySettled)) throw error;
  });
};

/** Rolls back the sequence number of an event that is not published. */
class AlreadySettled extends Error {
  override readonly name = 'AlreadySettled';
}
