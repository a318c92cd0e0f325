export interface Card {
  brand: string;
  last4: string;
}

export interface ChargeFailure {
  type: 'failed';
  code: string;
  /** The bank's reason, e.g. insufficient_funds. */
  declineCode: string | null;
  message: string;
}

export interface Charged {
  type: 'succeeded';
  stripeId: string;
  card: Card | null;
}

/** Outcome of a charge. */
export type ChargeOutcome =
  | Charged
  | ChargeFailure
  /** Stripe did not respond or has not decided yet; `waitsFor` says what it waits for, if known. */
  | { type: 'unknown'; waitsFor?: 'card' | 'authentication' | 'bank' };

/** An attempt's status as shown to its buyer, in Stripe's terms. */
export type AttemptStatus = 'succeeded' | 'processing' | 'requires_action' | 'requires_payment_method' | 'failed';

export function statusOf(outcome: ChargeOutcome): AttemptStatus {
  if (outcome.type !== 'unknown') return outcome.type;
  if (outcome.waitsFor === 'card') return 'requires_payment_method';
  return outcome.waitsFor === 'authentication' ? 'requires_action' : 'processing';
}
