import { unexpectedState } from './api-error.ts';
import type { AttemptError, CancellationReason, Challenge, IntentStatus, PaymentIntent } from './intent.ts';
import type { Decline } from './test-card.ts';

export type NewIntent = Pick<
  PaymentIntent,
  | 'id'
  | 'clientSecret'
  | 'amountMinor'
  | 'currency'
  | 'captureMethod'
  | 'description'
  | 'metadata'
  | 'createdAt'
  | 'paymentMethodId'
  | 'hasAutomaticMethods'
>;

export const newIntent = (input: NewIntent): PaymentIntent => ({
  ...input,
  status: input.paymentMethodId ? 'requires_confirmation' : 'requires_payment_method',
  challenge: null,
  latestChargeId: null,
  lastError: null,
  canceledAt: null,
  cancellationReason: null,
});

const awaitsConfirmation: readonly IntentStatus[] = [
  'requires_payment_method',
  'requires_confirmation',
  'requires_action',
];

const confirmRefusals: Partial<Record<IntentStatus, string>> = {
  succeeded: 'it has already succeeded after being previously confirmed',
  processing: 'it has a status of processing',
  canceled: 'it has a status of canceled',
};

/** @throws ApiError payment_intent_unexpected_state when the intent accepts no (further) attempt */
export function assertConfirmable(
  intent: PaymentIntent,
  paymentMethodId: string | null,
): asserts paymentMethodId is string {
  const refusal = confirmRefusals[intent.status];
  if (refusal) throw unexpectedState(`You cannot confirm this PaymentIntent because ${refusal}.`, intent);
  if (!paymentMethodId) {
    throw unexpectedState(
      "You cannot confirm this PaymentIntent because it's missing a payment method. You can either update the " +
        'PaymentIntent with a payment method and then confirm it again, or confirm it again directly with a payment method.',
      intent,
    );
  }
}

export type IntentEdit = Partial<Pick<PaymentIntent, 'amountMinor' | 'description' | 'metadata' | 'paymentMethodId'>>;

/** Metadata can be changed at any time; amount and payment method only before an attempt is in progress. */
export function edit(intent: PaymentIntent, changes: IntentEdit): PaymentIntent {
  const changesCharge = changes.amountMinor !== undefined || changes.paymentMethodId !== undefined;
  if (changesCharge && !awaitsConfirmation.includes(intent.status)) {
    throw unexpectedState(
      `This PaymentIntent's amount or payment method could not be updated because it has a status of ${intent.status}.`,
      intent,
    );
  }
  const next = { ...intent, ...changes };
  if (!changesCharge) return next;
  return {
    ...next,
    challenge: null,
    status: next.paymentMethodId ? 'requires_confirmation' : 'requires_payment_method',
  };
}

interface Attempt {
  paymentMethodId: string;
}

export const succeed = (intent: PaymentIntent, attempt: Attempt & { chargeId: string }): PaymentIntent => ({
  ...intent,
  status: 'succeeded',
  paymentMethodId: attempt.paymentMethodId,
  latestChargeId: attempt.chargeId,
  challenge: null,
  lastError: null,
});

/** Returns to the initial state: the buyer may try another card. */
export function decline(
  intent: PaymentIntent,
  { paymentMethodId, chargeId, decline: reason }: Attempt & { chargeId: string; decline: Decline },
): PaymentIntent {
  const lastError: AttemptError = {
    code: reason.code,
    declineCode: reason.declineCode,
    message: reason.message,
    param: reason.param ?? null,
    type: 'card_error',
    chargeId,
    paymentMethodId,
  };
  return {
    ...intent,
    status: 'requires_payment_method',
    paymentMethodId: null,
    latestChargeId: chargeId,
    challenge: null,
    lastError,
  };
}

export const challengeBuyer = (intent: PaymentIntent, attempt: Attempt & { challenge: Challenge }): PaymentIntent => ({
  ...intent,
  status: 'requires_action',
  paymentMethodId: attempt.paymentMethodId,
  challenge: attempt.challenge,
  lastError: null,
});

export const startProcessing = (intent: PaymentIntent, { paymentMethodId }: Attempt): PaymentIntent => ({
  ...intent,
  status: 'processing',
  paymentMethodId,
  challenge: null,
  lastError: null,
});

/** @throws ApiError payment_intent_unexpected_state unless a challenge is open */
export function openChallenge(intent: PaymentIntent): Challenge & Attempt {
  if (intent.status !== 'requires_action' || !intent.challenge || !intent.paymentMethodId) {
    throw unexpectedState(
      `This PaymentIntent has no open challenge because it has a status of ${intent.status}.`,
      intent,
    );
  }
  return { ...intent.challenge, paymentMethodId: intent.paymentMethodId };
}

/** The buyer failed 3-D Secure, so no charge was attempted. */
export function failChallenge(intent: PaymentIntent): PaymentIntent {
  const { paymentMethodId } = openChallenge(intent);
  return {
    ...intent,
    status: 'requires_payment_method',
    paymentMethodId: null,
    challenge: null,
    lastError: {
      code: 'payment_intent_authentication_failure',
      declineCode: null,
      message:
        'We are unable to authenticate your payment method. Please choose a different payment method and try again.',
      param: null,
      type: 'invalid_request_error',
      chargeId: null,
      paymentMethodId,
    },
  };
}

/** @throws ApiError payment_intent_unexpected_state when it is succeeded, processing or already canceled */
export function cancel(intent: PaymentIntent, reason: CancellationReason | null, nowS: number): PaymentIntent {
  if (!awaitsConfirmation.includes(intent.status)) {
    throw unexpectedState(
      `You cannot cancel this PaymentIntent because it has a status of ${intent.status}. Only a PaymentIntent with ` +
        `one of the following statuses may be canceled: ${awaitsConfirmation.join(', ')}.`,
      intent,
    );
  }
  return { ...intent, status: 'canceled', challenge: null, canceledAt: nowS, cancellationReason: reason };
}
