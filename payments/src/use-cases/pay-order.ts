import { type Effect, newEffect } from '@ticketing/common/effects';
import { ruleViolated } from '@ticketing/common/errors';
import { failpoint } from '@ticketing/common/failpoints';
import type { ChargeOutcome } from '../domain/charge.ts';
import { type Payment, settledOutcomeOf } from '../domain/payment.ts';
import type { PaymentDeps } from './deps.ts';
import { ensureIntent } from './ensure-intent.ts';
import { findOwnOrder, type OrderToPay } from './find-own-order.ts';
import { openPayment } from './open-payment.ts';
import { recordOutcome } from './record-outcome.ts';

export interface PayOrder extends OrderToPay {
  /** Stripe's token for a card. */
  token: string;
  effect?: Effect;
}

export interface PaidOrder {
  paymentId: string;
  status: 'succeeded' | 'processing';
}

/**
 * Pays an order: stores the attempt, charges the card, stores the outcome. The sweeper settles an interrupted attempt.
 * Idempotent per effect: a repeat returns the attempt's outcome, which is unknown while another request or the sweeper
 * is working on it.
 * @throws DomainError not_found, not_authorized, order_cancelled, already_paid, order_expired, amount_too_small,
 * payment_in_progress, too_many_declined, card_declined, invalid_token
 */
export const payOrder =
  (deps: PaymentDeps) =>
  async ({ token, effect = newEffect(), ...wanted }: PayOrder): Promise<PaidOrder> => {
    const requestedAt = performance.now();
    const { id: orderId } = await findOwnOrder(deps)(wanted);
    const { payment, isNew } = await openPayment(deps)({ orderId, confirmedBy: 'us', requestedAt, effect });
    await failpoint('payments.attempt-stored');
    const outcome = isNew ? await charge(deps, payment, token) : outcomeOf(payment);
    if (outcome.type === 'failed') throw ruleViolated(outcome.code, outcome.message);
    return { paymentId: payment.id, status: outcome.type === 'succeeded' ? 'succeeded' : 'processing' };
  };

const outcomeOf = (payment: Payment): ChargeOutcome => settledOutcomeOf(payment) ?? { type: 'unknown' };

async function charge(deps: PaymentDeps, payment: Payment, token: string): Promise<ChargeOutcome> {
  try {
    const intent = await ensureIntent(deps)(payment);
    await failpoint('payments.intent-stored');
    if (!('stripeId' in intent)) {
      await recordOutcome(deps)({ payment, outcome: intent });
      return intent;
    }
    const { stripeId } = intent;
    return await deps.charging.run(stripeId, async () => {
      const outcome = await deps.stripe.charge(payment, stripeId, token);
      await failpoint('payments.charged');
      await recordOutcome(deps)({ payment, outcome });
      return outcome;
    });
  } catch (err) {
    deps.log.warn(
      { err, paymentId: payment.id, orderId: payment.orderId },
      'payment left open; the sweeper will settle it',
    );
    return { type: 'unknown' };
  }
}
