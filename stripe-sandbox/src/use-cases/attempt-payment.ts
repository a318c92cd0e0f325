import type { Charge } from '../domain/charge.ts';
import type { PaymentIntent } from '../domain/intent.ts';
import { challengeBuyer, decline, startProcessing, succeed } from '../domain/payment-intent.ts';
import type { PaymentMethod } from '../domain/payment-method.ts';
import { type CardBehaviour, declines, type SettledBehaviour } from '../domain/test-card.ts';
import { emitChargeEvent, emitIntentEvent } from './emit-event.ts';
import type { Scope } from './scope.ts';

export interface Attempt {
  intent: PaymentIntent;
  method: PaymentMethod;
}

/** Attempts a payment with the simulated card network; the returned intent has the result. */
export function attemptPayment(scope: Scope, attempt: Attempt, returnUrl: string | null): PaymentIntent {
  const { behaviour } = attempt.method.card;
  switch (behaviour.type) {
    case 'challenges':
      return challenge(scope, attempt, { returnUrl, afterwards: behaviour.afterwards });
    case 'settles-later':
      return settleLater(scope, attempt, behaviour);
    default:
      return charge(scope, attempt, behaviour);
  }
}

/** Charges the card, or records the decline. */
export function charge(scope: Scope, { intent, method }: Attempt, behaviour: SettledBehaviour): PaymentIntent {
  const { tx } = scope;
  const isDeclined = behaviour.type === 'declines';
  const made: Charge = {
    id: tx.newId('ch_'),
    intentId: intent.id,
    paymentMethodId: method.id,
    amountMinor: intent.amountMinor,
    amountRefundedMinor: 0,
    currency: intent.currency,
    createdAt: tx.nowS,
    description: intent.description,
    metadata: intent.metadata,
    status: isDeclined ? 'failed' : 'succeeded',
    decline: isDeclined ? behaviour.decline : null,
  };
  const attempt = { paymentMethodId: method.id, chargeId: made.id };
  const next = isDeclined ? decline(intent, { ...attempt, decline: behaviour.decline }) : succeed(intent, attempt);
  tx.put('charge', made);
  tx.put('paymentIntent', next);
  if (!isDeclined) tx.put('paymentMethod', { ...method, usedByIntentId: intent.id });
  emitChargeEvent(scope, isDeclined ? 'charge.failed' : 'charge.succeeded', made);
  emitIntentEvent(scope, isDeclined ? 'payment_intent.payment_failed' : 'payment_intent.succeeded', next);
  return next;
}

function challenge(
  scope: Scope,
  { intent, method }: Attempt,
  open: NonNullable<PaymentIntent['challenge']>,
): PaymentIntent {
  const next = challengeBuyer(intent, { paymentMethodId: method.id, challenge: open });
  scope.tx.put('paymentIntent', next);
  emitIntentEvent(scope, 'payment_intent.requires_action', next);
  return next;
}

function settleLater(
  scope: Scope,
  { intent, method }: Attempt,
  { afterMs, outcome }: Extract<CardBehaviour, { type: 'settles-later' }>,
): PaymentIntent {
  const { tx } = scope;
  const next = startProcessing(intent, { paymentMethodId: method.id });
  tx.put('paymentIntent', next);
  tx.put('paymentMethod', { ...method, usedByIntentId: intent.id });
  tx.put('settlement', { id: intent.id, type: 'payment', dueAtMs: tx.nowMs + afterMs, outcome });
  emitIntentEvent(scope, 'payment_intent.processing', next);
  return next;
}

export const lateOutcome = (outcome: 'succeeds' | 'declines'): SettledBehaviour =>
  outcome === 'succeeds' ? { type: 'succeeds' } : { type: 'declines', decline: declines.generic };
