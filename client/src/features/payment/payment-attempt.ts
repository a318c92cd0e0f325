import { type Fault, faultOf, isOutcomeUnknown, type Problem } from '@/api/problem.ts';
import type { Order, Settlement } from '@/api/schemas.ts';

/**
 * A buyer's payment attempt as a state machine without I/O. Invariant: the key is replaced only after a definitive
 * response. While the outcome is unknown, it is looked up; if the attempt is resent, then with the same key, for which the
 * server returns the same payment.
 */
export type Attempt =
  /** `key` when an attempt may be out there; `isLookedUp` once the server has said that an open one waits for the buyer */
  | { step: 'ready'; notice: Notice | null; key: string | null; isLookedUp: boolean }
  | { step: 'paying'; key: string }
  /** The bank challenges the buyer; the window is navigating to the bank's page. */
  | { step: 'challenged' }
  /** The outcome is unknown and is being looked up: by payment or, if `paymentId` is null, by order. */
  | { step: 'checking'; paymentId: string | null; key: string | null; readings: number }
  /** accepted, the bank has not answered; `seenOpen` once the order itself said so */
  | { step: 'processing'; seenOpen: boolean }
  /** Charged, according to the server; the order follows shortly, and the attempt can no longer fail. */
  | { step: 'paid' }
  | { step: 'signed_out' };

export interface Notice {
  tone: 'declined' | 'refused' | 'waiting' | 'lost';
  fault: Fault;
}

/** The result of sending an attempt. */
export type Outcome =
  /** The card is unusable; nothing was sent. */
  | { type: 'card_refused'; fault: Fault }
  | { type: 'refused'; problem: Problem }
  | { type: 'challenge'; url: string }
  | { type: 'unknown'; paymentId: string }
  | { type: 'settled'; settlement: Settlement };

/** The result of a lookup. */
export type LookedUp =
  | { type: 'settled'; settlement: Settlement }
  | { type: 'none' }
  | { type: 'refused'; problem: Problem };

export type AttemptEvent =
  | { type: 'submitted'; newKey: string }
  | { type: 'sent'; outcome: Outcome }
  | { type: 'looked_up'; result: LookedUp }
  | { type: 'came_back' }
  | { type: 'order_read'; order: Pick<Order, 'status'> };

/** Number of lookups, one every 1.5 s, before waiting ends. The request may still be in flight for a while. */
const patience = { none: 3, noAnswer: 20 };

export const initialAttempt: Attempt = { step: 'ready', notice: null, key: null, isLookedUp: false };

/** The state for a buyer who returns from the bank's page. */
export const returningAttempt = (paymentId: string): Attempt => checking(paymentId, null);

export function nextAttempt(attempt: Attempt, event: AttemptEvent): Attempt {
  switch (event.type) {
    case 'submitted':
      return attempt.step === 'ready' ? { step: 'paying', key: attempt.key ?? event.newKey } : attempt;
    case 'sent':
      return attempt.step === 'paying' ? onSent(attempt.key, event.outcome) : attempt;
    case 'looked_up':
      return attempt.step === 'checking' ? onLookedUp(attempt, event.result) : attempt;
    case 'came_back':
      return attempt.step === 'challenged' ? checking(null, null) : attempt;
    case 'order_read':
      return onOrderRead(attempt, event.order);
  }
}

function onSent(key: string, outcome: Outcome): Attempt {
  switch (outcome.type) {
    case 'card_refused':
      // Not the bank's answer: the card form could not reach its processor.
      return ready(outcome.fault.code === 'unreachable' ? 'lost' : 'declined', outcome.fault);
    case 'challenge':
      return { step: 'challenged' };
    case 'unknown':
      return checking(outcome.paymentId, key);
    case 'settled':
      return onSettled(outcome.settlement, key);
    case 'refused':
      return onRefused(outcome.problem, key);
  }
}

function onRefused(problem: Problem, key: string): Attempt {
  if (isOutcomeUnknown(problem) || problem.kind !== 'refused') return checking(null, key);
  if (problem.status === 401) return { step: 'signed_out' };
  const fault = faultOf(problem);
  if (problem.status === 404) return ready('refused', { code: 'order_not_known_yet' });
  switch (fault.code) {
    case 'already_paid':
      return { step: 'paid' };
    // Our first request, resent by the browser, is still in flight: the outcome is still unknown.
    case 'idempotency_in_progress':
      return checking(null, key);
    case 'payment_in_progress':
      return ready('waiting', fault);
    default:
      return ready('refused', fault);
  }
}

function onSettled({ status, code, message }: Settlement, key: string | null): Attempt {
  switch (status) {
    case 'succeeded':
      return { step: 'paid' };
    case 'processing':
      return { step: 'processing', seenOpen: false };
    case 'failed':
      return ready('declined', { code: code ?? 'card_declined', message: message ?? undefined });
    case 'requires_action':
      return { ...ready('waiting', { code: 'bank_waits' }, key), isLookedUp: true };
    case 'requires_payment_method':
      return { ...ready('refused', { code: 'payment_not_arrived' }, key), isLookedUp: true };
  }
}

function onLookedUp(attempt: Attempt & { step: 'checking' }, result: LookedUp): Attempt {
  const { paymentId, key } = attempt;
  if (result.type === 'settled') return onSettled(result.settlement, key);
  if (result.type === 'refused' && result.problem.kind === 'refused' && result.problem.status === 401) {
    return { step: 'signed_out' };
  }
  const readings = attempt.readings + 1;
  if (result.type === 'none' && readings >= patience.none)
    return ready('refused', { code: 'payment_not_arrived' }, key);
  if (readings >= patience.noAnswer) return ready('waiting', { code: 'no_result_yet' }, key);
  return { step: 'checking', paymentId, key, readings };
}

function onOrderRead(attempt: Attempt, { status }: Pick<Order, 'status'>): Attempt {
  const isOpen = status === 'awaiting_payment';
  if (attempt.step === 'processing') {
    if (isOpen) return { step: 'processing', seenOpen: true };
    // The order is open again, so the attempt has failed; a lookup returns the reason.
    return status === 'created' && attempt.seenOpen ? checking(null, null) : attempt;
  }
  if (attempt.step === 'ready') {
    // The buyer started to pay before a reload or in another tab.
    if (isOpen && !attempt.isLookedUp) return checking(null, attempt.key);
    if (!isOpen && attempt.isLookedUp) return { ...attempt, isLookedUp: false };
  }
  return attempt;
}

function checking(paymentId: string | null, key: string | null): Attempt {
  return { step: 'checking', paymentId, key, readings: 0 };
}

function ready(tone: Notice['tone'], fault: Fault, key: string | null = null): Attempt & { step: 'ready' } {
  return { step: 'ready', notice: { tone, fault }, key, isLookedUp: false };
}
