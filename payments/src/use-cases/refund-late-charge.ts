import { inTransaction } from '@ticketing/common/mongo';
import type { Payment } from '../domain/payment.ts';
import type { PaymentDeps } from './deps.ts';

/**
 * Refunds a charge of an attempt that had already failed, e.g. because someone confirmed its intent manually at Stripe.
 * Its buyer was told that it failed and may have paid with another attempt. Idempotent.
 */
export const refundLateCharge =
  ({ connection, payments, stripe, log }: Pick<PaymentDeps, 'connection' | 'payments' | 'stripe' | 'log'>) =>
  async (payment: Payment): Promise<void> => {
    const { id: paymentId, orderId, stripeId } = payment;
    if (!stripeId || (await stripe.retrieve(stripeId)).type !== 'succeeded') return;
    const isNew = await inTransaction(connection, (session) =>
      payments.setChargedLate(session, payment, 'charged_after_failure'),
    );
    if (isNew) log.warn({ paymentId, orderId }, 'payment charged after it had failed; refunding it');
  };
