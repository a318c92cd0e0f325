import type { ApiAnswer } from '@/api/call-api.ts';
import type { Fault } from '@/api/problem.ts';
import type { PaymentIntent, Settlement } from '@/api/schemas.ts';
import type { LookedUp, Outcome } from './payment-attempt.ts';

/** Whoever sees the card: Stripe, or its sandbox. Our own services never do. */
export interface CardProcessor {
  /** Checks the card, or keeps it for the confirmation. Nothing is charged. */
  prepare(): Promise<Fault | null>;
  /**
   * @param intent its payment's id is part of the address that a bank's page leads back to
   * @returns the address of the bank's question, if it has one; whatever else came of it, the settlement will say
   */
  confirm(intent: Pick<PaymentIntent, 'paymentId' | 'clientSecret'>): Promise<{ challengeUrl: string | null }>;
}

export interface NewAttempt {
  orderId: string;
  /** what orders has signed of the reservation, as long as it is at hand */
  statement: string | undefined;
  /** of the request, for repeats */
  key: string;
}

export interface PaymentCalls {
  openPayment: (attempt: NewAttempt) => Promise<ApiAnswer<PaymentIntent>>;
  settlePayment: (paymentId: string) => Promise<ApiAnswer<Settlement>>;
}

/** The order of a payment: check the card, open the attempt, confirm it, ask what came of it. Each step may be lost. */
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

/** What the server knows of a payment, or of the newest of an order when none is named. */
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
