import type { Payment } from '../domain/payment.ts';
import { mustRequestRefund, nextStepInMs, type Refund } from '../domain/refund.ts';
import type { StripeGateway } from '../stripe/stripe-gateway.ts';
import { applyInput } from './apply-input.ts';
import type { PaymentDeps } from './deps.ts';

/**
 * Advances a payment's refund by one step: requests it from Stripe or checks its outcome, then stores the response with
 * its event. Idempotent: the refund's Stripe key derives from stored data.
 */
export const advanceRefund =
  (deps: Pick<PaymentDeps, 'connection' | 'orders' | 'payments' | 'stripe' | 'log'>) =>
  async (payment: Payment): Promise<void> => {
    if (!payment.refund) return;
    const answer = await callStripe(deps.stripe, payment, payment.refund);
    const saved = await applyInput(deps)({ payment, inputAt: (now) => ({ type: 'RefundAnswered', answer, now }) });
    if (!saved?.refund || answer.type !== 'failed') return;
    const { id: paymentId, orderId, refund } = saved;
    deps.log.error(
      { paymentId, orderId, failures: refund.failures, code: answer.code, retryInMs: nextStepInMs(refund) },
      'refund failed at Stripe; will retry, but may need another way to return the money',
    );
  };

const callStripe = (stripe: StripeGateway, payment: Payment, refund: Refund) =>
  mustRequestRefund(refund) || !refund.stripeId ? stripe.refund(payment) : stripe.retrieveRefund(refund.stripeId);
