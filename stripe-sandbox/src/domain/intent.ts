import type { SettledBehaviour } from './test-card.ts';

export type IntentStatus =
  | 'requires_payment_method'
  | 'requires_confirmation'
  | 'requires_action'
  | 'processing'
  | 'succeeded'
  | 'canceled';

export const cancellationReasons = ['duplicate', 'fraudulent', 'requested_by_customer', 'abandoned'] as const;
export type CancellationReason = (typeof cancellationReasons)[number];

export interface Challenge {
  returnUrl: string | null;
  afterwards: SettledBehaviour;
}

/** Why the last attempt failed, with its payment method and charge. */
export interface AttemptError {
  code: string;
  declineCode: string | null;
  message: string;
  param: string | null;
  type: 'card_error' | 'invalid_request_error';
  chargeId: string | null;
  paymentMethodId: string;
}

/** Amounts in minor units, instants in Unix seconds, as in Stripe. Immutable: each transition returns a new intent. */
export interface PaymentIntent {
  id: string;
  clientSecret: string;
  amountMinor: number;
  currency: string;
  captureMethod: 'automatic' | 'automatic_async';
  description: string | null;
  metadata: Record<string, string>;
  createdAt: number;
  status: IntentStatus;
  paymentMethodId: string | null;
  hasAutomaticMethods: boolean;
  challenge: Challenge | null;
  latestChargeId: string | null;
  lastError: AttemptError | null;
  canceledAt: number | null;
  cancellationReason: CancellationReason | null;
}
