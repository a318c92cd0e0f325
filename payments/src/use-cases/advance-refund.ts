import { inTransaction } from '@ticketing/common/mongo';
import type { Payment } from '../domain/payment.ts';
import { afterAnswer, isToBeMade, type Refund } from '../domain/refund.ts';
import type { StripeGateway } from '../stripe/stripe-gateway.ts';
import type { PaymentDeps } from './deps.ts';

/**
 * Takes a payment's refund one step on: asks Stripe for it, or what became of it, then stores the answer with its event.
 * Idempotent: what is stored makes the key that Stripe knows the refund by.
 */
export const advanceRefund =
  ({ connection, payments, stripe, log }: Pick<PaymentDeps, 'connection' | 'payments' | 'stripe' | 'log'>) =>
  async (payment: Payment): Promise<void> => {
    const { refund, id: paymentId, orderId } = payment;
    if (!refund) return;
    const answer = await ask(stripe, payment, refund);
    const next = afterAnswer(refund, answer);
    const isSaved = await inTransaction(connection, (session) => payments.saveRefund(session, payment, next));
    if (isSaved && answer.type === 'failed') {
      const { failures } = next.refund;
      log.error(
        { paymentId, orderId, failures, code: answer.code, retryInMs: next.dueInMs },
        'a refund failed at Stripe; it is tried again, but the money may need another way back',
      );
    }
  };

const ask = (stripe: StripeGateway, payment: Payment, refund: Refund) =>
  isToBeMade(refund) || !refund.stripeId ? stripe.refund(payment) : stripe.retrieveRefund(refund.stripeId);
