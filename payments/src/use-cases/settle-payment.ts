import type { ChargeOutcome, Payment } from '../domain/payment.ts';
import type { PaymentDeps } from './deps.ts';
import { ensureIntent } from './ensure-intent.ts';
import { recordOutcome } from './record-outcome.ts';

/**
 * Settles an open payment by asking Stripe. An intent that nobody has charged is cancelled first, so that an attempt is
 * only called failed when it can't succeed any more; one that the buyer may still confirm is left alone until it is declined.
 * Idempotent; stays open while Stripe is still processing.
 * @returns what Stripe said
 */
export const settlePayment =
  (deps: Pick<PaymentDeps, 'connection' | 'orders' | 'payments' | 'stripe'>) =>
  async (payment: Payment): Promise<ChargeOutcome> => {
    if (payment.state !== 'open') return { type: 'unknown' };
    const intent = await ensureIntent(deps, payment);
    const outcome = 'stripeId' in intent ? await outcomeAt(deps, payment, intent.stripeId) : intent;
    await recordOutcome(deps, payment, outcome);
    return outcome;
  };

async function outcomeAt(
  { stripe, payments }: Pick<PaymentDeps, 'stripe' | 'payments'>,
  payment: Payment,
  stripeId: string,
): Promise<ChargeOutcome> {
  const known = await stripe.retrieve(stripeId);
  if (known.type === 'succeeded') return known;
  if (known.type === 'unknown' && (await payments.isConfirmable(payment))) return known;
  // Who has the secret could try another card with an intent that was declined.
  const final = await stripe.cancel(stripeId);
  return known.type === 'failed' && final.type === 'failed' ? known : final;
}
