import { type Effect, newEffect } from '@ticketing/common/effects';
import { ruleViolated } from '@ticketing/common/errors';
import { failpoint } from '@ticketing/common/failpoints';
import { type AttemptStatus, statusOf } from '../domain/charge.ts';
import { settledOutcomeOf } from '../domain/payment.ts';
import type { PaymentDeps } from './deps.ts';
import { ensureIntent } from './ensure-intent.ts';
import { findOwnOrder, type OrderToPay } from './find-own-order.ts';
import { type NewAttempt, openPayment } from './open-payment.ts';
import { recordOutcome } from './record-outcome.ts';
import { settlePayment } from './settle-payment.ts';

export interface StartedIntent {
  paymentId: string;
  /** Lets the browser confirm this intent only; not stored here. */
  clientSecret: string;
  status: AttemptStatus;
}

/**
 * Starts an attempt that the buyer's browser confirms: stores it and creates the intent. Returns the same attempt while
 * it is open; for the same effect, also when it is settled.
 * @throws DomainError not_found, not_authorized, order_cancelled, already_paid, order_expired, amount_too_small,
 * payment_in_progress, too_many_declined, card_declined
 * @throws TransientError when Stripe is unavailable; a retry resumes the same attempt
 */
export const startIntent =
  (deps: PaymentDeps) =>
  async ({ effect = newEffect(), ...wanted }: OrderToPay & { effect?: Effect }): Promise<StartedIntent> => {
    const requestedAt = performance.now();
    const { id: orderId } = await findOwnOrder(deps)(wanted);
    const attempt: NewAttempt = { orderId, confirmedBy: 'buyer', requestedAt, effect };
    return (await start(deps, attempt)) ?? (await start(deps, attempt)) ?? refuse();
  };

/** @returns null when the open attempt has just been declined, so that another can start */
async function start(deps: PaymentDeps, attempt: NewAttempt): Promise<StartedIntent | null> {
  const { payment } = await openPayment(deps)(attempt);
  const settled = settledOutcomeOf(payment);
  if (settled?.type === 'failed') throw ruleViolated(settled.code, settled.message);
  await failpoint('payments.attempt-stored');
  const intent = await ensureIntent(deps)(payment);
  await failpoint('payments.intent-stored');
  if (!('stripeId' in intent)) {
    await recordOutcome(deps)({ payment, outcome: intent });
    throw ruleViolated(intent.code, intent.message);
  }
  const { clientSecret, outcome } = await deps.stripe.retrieveWithSecret(intent.stripeId);
  if (outcome.type === 'failed') {
    await settlePayment(deps)(payment);
    return null;
  }
  return { paymentId: payment.id, clientSecret, status: statusOf(outcome) };
}

const refuse = () => {
  throw ruleViolated('card_declined', 'The payment was declined; try again');
};
