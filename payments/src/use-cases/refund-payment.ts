import { inTransaction } from '@ticketing/common/mongo';
import type { Payment } from '../domain/payment.ts';
import type { PaymentDeps } from './deps.ts';

/** Gives a payment's money back: asks Stripe, then stores it with its event. Again is without effect. */
export const refundPayment =
  ({ connection, payments, stripe }: Pick<PaymentDeps, 'connection' | 'payments' | 'stripe'>) =>
  async (payment: Payment): Promise<void> => {
    const reason = payment.refund?.reason ?? 'requested';
    const stripeId = await stripe.refund(payment);
    await inTransaction(connection, (session) =>
      payments.setRefunded(session, payment, { state: 'done', reason, stripeId }),
    );
  };
