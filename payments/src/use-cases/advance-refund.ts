import type { Payment } from '../domain/payment.ts';
import { mustRequestRefund, nextStepInMs, type Refund } from '../domain/refund.ts';
import type { DueRefund } from '../store/payment-claims.ts';
import type { StripeGateway } from '../stripe/stripe-gateway.ts';
import { applyInput } from './apply-input.ts';
import type { PaymentDeps } from './deps.ts';

/**
 * Advances a refund by one step: requests it from Stripe or checks its outcome, then stores the response with its event.
 * Idempotent: the refund's Stripe key derives from stored data.
 */
export const advanceRefund =
  (deps: Pick<PaymentDeps, 'connection' | 'orders' | 'payments' | 'stripe' | 'log'>) =>
  async ({ payment, refund }: DueRefund): Promise<void> => {
    const { number } = refund;
    const answer = await callStripe(deps.stripe, payment, refund);
    const inputAt = (now: Date) => ({ type: 'RefundAnswered' as const, number, answer, now });
    const saved = await applyInput(deps)({ payment, inputAt });
    const after = saved?.refunds.find((each) => each.number === number);
    if (!saved || !after || answer.type !== 'failed') return;
    const { id: paymentId, orderId } = saved;
    deps.log.error(
      { paymentId, orderId, number, failures: after.failures, code: answer.code, retryInMs: nextStepInMs(after) },
      'refund failed at Stripe; will retry, but may need another way to return the money',
    );
  };

const callStripe = (stripe: StripeGateway, payment: Payment, refund: Refund) =>
  mustRequestRefund(refund) || !refund.stripeId
    ? stripe.refund(payment, refund)
    : stripe.retrieveRefund(refund.stripeId);
