import type { ApiAnswer } from '@/api/call-api.ts';
import type { Fault } from '@/api/problem.ts';
import type { NewAttempt } from '@/api/requests.ts';
import type { PaymentIntent, Settlement } from '@/api/schemas.ts';
import type { LookedUp, Outcome } from './payment-attempt.ts';

/** The card processor: Stripe, or its sandbox. Our own services never see the card. */
export interface CardProcessor {
  /** Checks the card, or keeps it for the confirmation. Charges nothing. */
  prepare(): Promise<Fault | null>;
  /**
   * @param intent its payment id is part of the address that the bank's page redirects back to
   * @returns the address of the bank's challenge, if any; any other outcome is reported by the settlement
   */
  confirm(intent: Pick<PaymentIntent, 'paymentId' | 'clientSecret'>): Promise<{ challengeUrl: string | null }>;
}

export interface PaymentCalls {
  openPayment: (attempt: NewAttempt) => Promise<ApiAnswer<PaymentIntent>>;
  settlePayment: (paymentId: string) => Promise<ApiAnswer<Settlement>>;
}

/** The steps of a payment: check the card, open the attempt, confirm it, query the outcome. Any step may fail. */
export async function payByCard(calls: PaymentCalls, processor: CardProcessor, attempt: NewAttempt): Promise<Outcome> {
  const fault = await processor.prepare();
  if (fault) return { type: 'card_refused', fault };
  const opened = await calls.openPayment(attempt);
  if (!opened.ok) return { type: 'refused', problem: opened.problem };
  const { paymentId, status } = opened.value;
  if (status === 'requires_payment_method' || status === 'requires_action') {
    const { challengeUrl } = await processor.confirm(opened.value);
    if (challengeUrl) return { type: 'challenge', url: challengeUrl };
  }
  const settled = await calls.settlePayment(paymentId);
  return settled.ok ? { type: 'settled', settlement: settled.value } : { type: 'unknown', paymentId };
}

export type LookUpCalls = Pick<PaymentCalls, 'settlePayment'> & {
  readOwnPayments: (orderId: string) => Promise<ApiAnswer<{ id: string }[]>>;
};

/** Looks up a payment or, without an id, the order's newest one. */
export async function lookUpPayment(calls: LookUpCalls, orderId: string, paymentId: string | null): Promise<LookedUp> {
  let wantedId = paymentId;
  if (wantedId === null) {
    const answer = await calls.readOwnPayments(orderId);
    if (!answer.ok) return { type: 'refused', problem: answer.problem };
    wantedId = answer.value[0]?.id ?? null;
  }
  if (wantedId === null) return { type: 'none' };
  const settled = await calls.settlePayment(wantedId);
  return settled.ok ? { type: 'settled', settlement: settled.value } : { type: 'refused', problem: settled.problem };
}
