import type { ChargeOutcome } from '../domain/charge.ts';
import type { Payment } from '../domain/payment.ts';
import type { PaymentDeps } from './deps.ts';
import { ensureIntent } from './ensure-intent.ts';
import { type RecordOutcomeDeps, recordOutcome } from './record-outcome.ts';

/**
 * Settles an open payment by querying Stripe. Cancels an uncharged intent first, so that an attempt is recorded as
 * failed only when it can no longer succeed; an intent that the buyer may still confirm is left alone until it is
 * declined. Idempotent; the payment stays open while Stripe is processing.
 * @returns the outcome at Stripe
 */
export const settlePayment =
  (deps: RecordOutcomeDeps & Pick<PaymentDeps, 'stripe'>) =>
  async (payment: Payment): Promise<ChargeOutcome> => {
    if (payment.state !== 'open') return { type: 'unknown' };
    const intent = await ensureIntent(deps)(payment);
    const outcome = 'stripeId' in intent ? await outcomeAt(deps, payment, intent.stripeId) : intent;
    await recordOutcome(deps)({ payment, outcome });
    return outcome;
  };

async function outcomeAt(
  { stripe, payments }: Pick<PaymentDeps, 'stripe' | 'payments'>,
  payment: Payment,
  stripeId: string,
): Promise<ChargeOutcome> {
  const current = await stripe.retrieve(stripeId);
  if (current.type === 'succeeded') return current;
  if (current.type === 'unknown' && (await payments.isConfirmable(payment))) return current;
  // Anyone with the client secret could retry a declined intent with another card.
  const final = await stripe.cancel(stripeId);
  return current.type === 'failed' && final.type === 'failed' ? current : final;
}
