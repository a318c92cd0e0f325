import type { Payment } from '../domain/payment.ts';
import { applyInput } from './apply-input.ts';
import type { PaymentDeps } from './deps.ts';

/**
 * Queries the intent of a failed attempt from Stripe. When it was charged after all, the attempt is marked for a refund.
 * Publishes nothing before the refund: the order may be paid by a later attempt, or cancelled. Idempotent.
 */
export const refundLateCharge =
  (deps: Pick<PaymentDeps, 'connection' | 'orders' | 'payments' | 'stripe' | 'log'>) =>
  async (payment: Payment): Promise<void> => {
    const { id: paymentId, orderId, stripeId, state } = payment;
    if (state !== 'failed' || !stripeId || (await deps.stripe.retrieve(stripeId)).type !== 'succeeded') return;
    const saved = await applyInput(deps)({ payment, inputAt: (now) => ({ type: 'ChargedLate', now }) });
    if (saved) deps.log.warn({ paymentId, orderId }, 'payment charged after it had failed; refunding it');
  };
