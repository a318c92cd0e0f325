import type { ChargeOutcome, Payment } from '../domain/payment.ts';
import type { StripeGateway } from '../stripe/stripe-gateway.ts';
import type { PaymentDeps } from './deps.ts';
import { ensureIntent } from './ensure-intent.ts';
import { recordOutcome } from './record-outcome.ts';

/**
 * Settles an open payment by asking Stripe. An intent that nobody has charged is cancelled first, so that an attempt is
 * only called failed when it can't succeed any more. Idempotent; stays open while Stripe is still processing.
 */
export const settlePayment =
  (deps: Pick<PaymentDeps, 'connection' | 'orders' | 'payments' | 'stripe'>) =>
  async (payment: Payment): Promise<void> => {
    if (payment.state !== 'open') return;
    const intent = await ensureIntent(deps, payment);
    await recordOutcome(deps, payment, 'stripeId' in intent ? await outcomeAt(deps.stripe, intent.stripeId) : intent);
  };

async function outcomeAt(stripe: StripeGateway, stripeId: string): Promise<ChargeOutcome> {
  const known = await stripe.retrieve(stripeId);
  return known.type === 'unknown' ? stripe.cancel(stripeId) : known;
}
