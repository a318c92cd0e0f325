import type { ApiAnswer } from './api/call-api.ts';
import { type Fault, faultOf, isOutcomeUnknown } from './api/problem.ts';
import type { Order, Payment } from './api/schemas.ts';

/**
 * One buyer's attempt to pay, as a state machine without I/O.
 * The rule it keeps: a key is given up only after a definitive answer. While the outcome is unknown, the only thing
 * that can be sent is the same card with the same key, which the server answers without charging again.
 */
export type Attempt =
  | { step: 'ready'; notice: Notice | null }
  | { step: 'paying'; token: string; key: string }
  /** charged, by the server's word; the order will say so in a moment, and no failure can follow */
  | { step: 'paid' }
  /** accepted, the bank has not answered; `seenOpen` once the order itself said so */
  | { step: 'processing'; seenOpen: boolean; readings: number }
  /** no answer came; the order is being read to find out */
  | { step: 'checking'; token: string; key: string; readings: number }
  /** no answer came and the order shows no payment: may be sent again, unchanged */
  | { step: 'unconfirmed'; token: string; key: string }
  | { step: 'signed_out' };

export type Notice = { tone: 'declined' | 'refused' | 'waiting'; fault: Fault };

export type AttemptEvent =
  | { type: 'submitted'; token: string; newKey: string }
  | { type: 'answered'; answer: ApiAnswer<Payment> }
  | { type: 'order_read'; order: Order };

/** Readings of an order without an open attempt until we stop waiting for one; a reading comes every 1.5 s. */
const READINGS_OF_SILENCE = { processing: 20, checking: 3 };

export const initialAttempt: Attempt = { step: 'ready', notice: null };

export function nextAttempt(attempt: Attempt, event: AttemptEvent): Attempt {
  switch (event.type) {
    case 'submitted':
      return onSubmitted(attempt, event);
    case 'answered':
      return attempt.step === 'paying' ? onAnswered(attempt, event.answer) : attempt;
    case 'order_read':
      return onOrderRead(attempt, event.order);
  }
}

function onSubmitted(attempt: Attempt, { token, newKey }: { token: string; newKey: string }): Attempt {
  if (attempt.step === 'ready') return { step: 'paying', token, key: newKey };
  if (attempt.step === 'unconfirmed') return { step: 'paying', token: attempt.token, key: attempt.key };
  return attempt;
}

function onAnswered({ token, key }: { token: string; key: string }, answer: ApiAnswer<Payment>): Attempt {
  if (answer.ok) {
    return answer.value.status === 'succeeded'
      ? { step: 'paid' }
      : { step: 'processing', seenOpen: false, readings: 0 };
  }
  const { problem } = answer;
  if (isOutcomeUnknown(problem) || problem.kind !== 'refused') return { step: 'checking', token, key, readings: 0 };
  if (problem.status === 401) return { step: 'signed_out' };
  const code = problem.errors[0]?.code;
  // Our own first request, resent by the browser or the buyer, is still at work: its outcome is as unknown as before.
  if (code === 'idempotency_in_progress') return { step: 'checking', token, key, readings: 0 };
  if (problem.status === 409) return ready('waiting', { code: 'payment_in_progress' });
  if (problem.status === 404) return ready('refused', { code: 'order_not_known_yet' });
  return refused(faultOf(problem));
}

function refused(fault: Fault): Attempt {
  switch (fault.code) {
    case 'card_declined':
      return ready('declined', fault);
    case 'already_paid':
      return { step: 'paid' };
    default:
      return ready('refused', fault);
  }
}

function onOrderRead(attempt: Attempt, { status }: Pick<Order, 'status'>): Attempt {
  const isOpen = status === 'awaiting_payment';
  if (attempt.step === 'processing') {
    if (isOpen) return { ...attempt, seenOpen: true };
    if (status !== 'created') return attempt;
    if (attempt.seenOpen) return ready('declined', { code: 'card_declined' });
    // A failure can be over before the order ever showed the attempt. Letting the buyer pay again is safe: the server
    // refuses a second attempt while one is open, and any attempt on a paid order.
    const readings = attempt.readings + 1;
    return readings >= READINGS_OF_SILENCE.processing
      ? ready('waiting', { code: 'no_result_yet' })
      : { ...attempt, readings };
  }
  if (attempt.step === 'checking') {
    if (isOpen) return { step: 'processing', seenOpen: true, readings: 0 };
    if (status !== 'created') return initialAttempt;
    const { token, key } = attempt;
    const readings = attempt.readings + 1;
    return readings >= READINGS_OF_SILENCE.checking ? { step: 'unconfirmed', token, key } : { ...attempt, readings };
  }
  if (attempt.step === 'unconfirmed' && isOpen) return { step: 'processing', seenOpen: true, readings: 0 };
  return attempt;
}

function ready(tone: Notice['tone'], fault: Fault): Attempt {
  return { step: 'ready', notice: { tone, fault } };
}
