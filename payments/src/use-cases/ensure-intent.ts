import type { ChargeFailure } from '../domain/charge.ts';
import type { Payment } from '../domain/payment.ts';
import type { PaymentDeps } from './deps.ts';

/**
 * Returns the payment's intent at Stripe, creating it if necessary. Its id is stored before any money moves, so that
 * the outcome can be queried after a crash. After an earlier crash, the idempotency key yields the same intent.
 */
export const ensureIntent =
  ({ payments, stripe }: Pick<PaymentDeps, 'payments' | 'stripe'>) =>
  async (payment: Payment): Promise<{ stripeId: string } | ChargeFailure> => {
    if (payment.stripeId) return { stripeId: payment.stripeId };
    const created = await stripe.createIntent(payment);
    if ('stripeId' in created) await payments.setStripeId(payment.id, created.stripeId);
    return created;
  };
