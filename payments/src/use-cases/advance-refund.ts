import { inTransaction } from '@ticketing/common/mongo';
import type { Payment } from '../domain/payment.ts';
import { applyResponse, mustRequestRefund, type Refund } from '../domain/refund.ts';
import type { StripeGateway } from '../stripe/stripe-gateway.ts';
import type { PaymentDeps } from './deps.ts';

/**
 * Advances a payment's refund by one step: requests it from Stripe or checks its outcome, then stores the response with
 * its event. Idempotent: the refund's Stripe key derives from stored data.
 */
export const advanceRefund =
  ({ connection, payments, stripe, log }: Pick<PaymentDeps, 'connection' | 'payments' | 'stripe' | 'log'>) =>
  async (payment: Payment): Promise<void> => {
    const { refund, id: paymentId, orderId } = payment;
    if (!refund) return;
    const answer = await callStripe(stripe, payment, refund);
    const next = applyResponse(refund, answer);
    const isSaved = await inTransaction(connection, (session) => payments.saveRefund(session, payment, next));
    if (isSaved && answer.type === 'failed') {
      const { failures } = next.refund;
      log.error(
        { paymentId, orderId, failures, code: answer.code, retryInMs: next.dueInMs },
        'refund failed at Stripe; will retry, but may need another way to return the money',
      );
    }
  };

const callStripe = (stripe: StripeGateway, payment: Payment, refund: Refund) =>
  mustRequestRefund(refund) || !refund.stripeId ? stripe.refund(payment) : stripe.retrieveRefund(refund.stripeId);
