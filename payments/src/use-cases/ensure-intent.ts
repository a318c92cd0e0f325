import type { ChargeFailure, Payment } from '../domain/payment.ts';
import type { PaymentDeps } from './deps.ts';

/**
 * The payment's intent at Stripe, made if need be. Its id is stored before any money moves, so that after a crash Stripe can
 * be asked what became of it; a crash before that is healed by the idempotency key, which gives the same intent again.
 */
export async function ensureIntent(
  { payments, stripe }: Pick<PaymentDeps, 'payments' | 'stripe'>,
  payment: Payment,
): Promise<{ stripeId: string } | ChargeFailure> {
  if (payment.stripeId) return { stripeId: payment.stripeId };
  const made = await stripe.createIntent(payment);
  if ('stripeId' in made) await payments.setStripeId(payment.id, made.stripeId);
  return made;
}
