import { invalidRequest, resourceMissing } from '../domain/api-error.ts';
import type { CancellationReason, PaymentIntent } from '../domain/intent.ts';
import { assertChargeable } from '../domain/money.ts';
import {
  assertConfirmable,
  cancel,
  edit,
  failChallenge,
  type IntentEdit,
  type NewIntent,
  newIntent,
  openChallenge,
} from '../domain/payment-intent.ts';
import { attemptPayment, charge } from './attempt-payment.ts';
import { usablePaymentMethod } from './create-payment-method.ts';
import { emitIntentEvent } from './emit-event.ts';
import type { Scope } from './scope.ts';

export type CreateIntent = Omit<NewIntent, 'id' | 'clientSecret' | 'createdAt'>;

export function getPaymentIntent({ tx }: Scope, id: string): PaymentIntent {
  const intent = tx.get('paymentIntent', id);
  if (!intent) throw resourceMissing('payment_intent', id, 'intent');
  return intent;
}

export function createPaymentIntent(scope: Scope, input: CreateIntent): PaymentIntent {
  const { tx } = scope;
  assertChargeable(input.amountMinor, input.currency);
  const id = tx.newId('pi_');
  const intent = newIntent({
    ...input,
    id,
    clientSecret: `${id}_secret_${tx.newId('')}`,
    createdAt: tx.nowS,
    paymentMethodId: input.paymentMethodId && usablePaymentMethod(scope, input.paymentMethodId).id,
  });
  tx.put('paymentIntent', intent);
  emitIntentEvent(scope, 'payment_intent.created', intent);
  return intent;
}

export function editPaymentIntent(scope: Scope, id: string, changes: IntentEdit): PaymentIntent {
  if (changes.amountMinor !== undefined) assertChargeable(changes.amountMinor, getPaymentIntent(scope, id).currency);
  const intent = getPaymentIntent(scope, id);
  const methodId = changes.paymentMethodId && usablePaymentMethod(scope, changes.paymentMethodId).id;
  const edited = edit(intent, { ...changes, ...(methodId ? { paymentMethodId: methodId } : {}) });
  scope.tx.put('paymentIntent', edited);
  return edited;
}

export interface Confirmation {
  paymentMethodId: string | null;
  returnUrl: string | null;
}

export function confirmPaymentIntent(scope: Scope, id: string, confirmation: Confirmation): PaymentIntent {
  const intent = getPaymentIntent(scope, id);
  const methodId = confirmation.paymentMethodId ?? intent.paymentMethodId;
  assertConfirmable(intent, methodId);
  const method = usablePaymentMethod(scope, methodId);
  return attemptPayment(scope, { intent, method }, confirmation.returnUrl);
}

export function cancelPaymentIntent(scope: Scope, id: string, reason: CancellationReason | null): PaymentIntent {
  const canceled = cancel(getPaymentIntent(scope, id), reason, scope.tx.nowS);
  scope.tx.put('paymentIntent', canceled);
  emitIntentEvent(scope, 'payment_intent.canceled', canceled);
  return canceled;
}

/** Applies the buyer's response to 3-D Secure. */
export function answerChallenge(scope: Scope, id: string, isPassed: boolean): PaymentIntent {
  const intent = getPaymentIntent(scope, id);
  const { paymentMethodId, afterwards } = openChallenge(intent);
  if (!isPassed) {
    const failed = failChallenge(intent);
    scope.tx.put('paymentIntent', failed);
    emitIntentEvent(scope, 'payment_intent.payment_failed', failed);
    return failed;
  }
  return charge(scope, { intent, method: usablePaymentMethod(scope, paymentMethodId) }, afterwards);
}

/**
 * Verifies a client secret. @throws ApiError as for a missing intent: a wrong secret must not reveal that the id exists
 */
export function assertClientSecret(intent: PaymentIntent, clientSecret: string | undefined): void {
  if (!clientSecret)
    throw invalidRequest('Missing required param: client_secret.', {
      code: 'parameter_missing',
      param: 'client_secret',
    });
  if (intent.clientSecret !== clientSecret) {
    throw invalidRequest('The client_secret provided does not match any associated PaymentIntent on this account.', {
      code: 'payment_intent_invalid_parameter',
      param: 'client_secret',
    });
  }
}
