import { describe, expect, it } from '@jest/globals';
import type { Order, Settlement } from '@/api/schemas.ts';
import { type Attempt, type AttemptEvent, initialAttempt, nextAttempt, returningAttempt } from './payment-attempt.ts';

const submitted = (newKey: string): AttemptEvent => ({ type: 'submitted', newKey });
const settlement = (status: Settlement['status'], code: string | null = null): Settlement => ({
  paymentId: 'p1',
  orderId: 'o1',
  status,
  code,
  declineCode: null,
  message: null,
});
const sent = (status: Settlement['status'], code?: string): AttemptEvent => ({
  type: 'sent',
  outcome: { type: 'settled', settlement: settlement(status, code) },
});
const found = (status: Settlement['status'], code?: string): AttemptEvent => ({
  type: 'looked_up',
  result: { type: 'settled', settlement: settlement(status, code) },
});
const foundNone: AttemptEvent = { type: 'looked_up', result: { type: 'none' } };
const noAnswer: AttemptEvent = { type: 'looked_up', result: { type: 'refused', problem: { kind: 'unreachable' } } };
const refused = (status: number, code?: string): AttemptEvent => ({
  type: 'sent',
  outcome: { type: 'refused', problem: { kind: 'refused', status, errors: [{ message: 'No', code }] } },
});
const lost: AttemptEvent = { type: 'sent', outcome: { type: 'refused', problem: { kind: 'unreachable' } } };
const unknown: AttemptEvent = { type: 'sent', outcome: { type: 'unknown', paymentId: 'p1' } };
const challenge: AttemptEvent = { type: 'sent', outcome: { type: 'challenge', url: 'https://bank.example' } };
const read = (status: Order['status']): AttemptEvent => ({ type: 'order_read', order: { status } });

const after = (...events: AttemptEvent[]): Attempt => events.reduce(nextAttempt, initialAttempt);
const times = (count: number, event: AttemptEvent): AttemptEvent[] => Array.from({ length: count }, () => event);

describe('an attempt to pay', () => {
  it('is sent once, however often the button is pressed', () => {
    expect(after(submitted('k1'), submitted('k2'))).toEqual({ step: 'paying', key: 'k1' });
  });

  it('counts as paid once the server says so, even if the order lags, so that the buyer is not invited to pay again', () => {
    expect(after(submitted('k1'), sent('succeeded'), ...times(50, read('created')))).toEqual({ step: 'paid' });
  });

  it('treats "already paid" as success', () => {
    expect(after(submitted('k1'), refused(400, 'already_paid'))).toEqual({ step: 'paid' });
  });

  it('offers another card after a decline, with a new key', () => {
    const declined = after(submitted('k1'), sent('failed', 'insufficient_funds'));

    expect(declined).toMatchObject({ notice: { tone: 'declined', fault: { code: 'insufficient_funds' } } });
    expect(nextAttempt(declined, submitted('k2'))).toEqual({ step: 'paying', key: 'k2' });
  });

  it.each(['order_cancelled', 'order_expired', 'amount_too_small'])('does not report %s as a declined card', (code) => {
    expect(after(submitted('k1'), refused(400, code))).toMatchObject({ step: 'ready', notice: { tone: 'refused' } });
  });

  it('waits while the bank is processing, and looks up the reason when the order is open again', () => {
    const processing = after(submitted('k1'), sent('processing'), read('awaiting_payment'));

    expect(processing).toMatchObject({ step: 'processing' });
    expect([read('created'), found('failed', 'card_declined')].reduce(nextAttempt, processing)).toMatchObject({
      step: 'ready',
      notice: { tone: 'declined' },
    });
  });

  it('does not mistake an order that lags behind the attempt for a decline', () => {
    expect(after(submitted('k1'), sent('processing'), read('created'))).toMatchObject({ step: 'processing' });
  });

  it('sends the visitor to sign in when the session has ended', () => {
    expect(after(submitted('k1'), refused(401))).toEqual({ step: 'signed_out' });
  });
});

describe('an attempt whose response was lost', () => {
  it.each([
    ['the connection broke', lost],
    ['the server failed', refused(503)],
    ['the settlement was not answered', unknown],
    ['the first sending is still at work', refused(409, 'idempotency_in_progress')],
  ])('is looked up and not resent when %s', (_name, event) => {
    const checking = after(submitted('k1'), event);

    expect(checking).toMatchObject({ step: 'checking', key: 'k1' });
    expect(nextAttempt(checking, submitted('k2'))).toBe(checking);
    expect(nextAttempt(checking, found('succeeded'))).toEqual({ step: 'paid' });
  });

  it('may be resent when the server knows of none, and only with the same key', () => {
    const notArrived = after(submitted('k1'), lost, ...times(3, foundNone));

    expect(notArrived).toMatchObject({ step: 'ready', notice: { fault: { code: 'payment_not_arrived' } } });
    expect(nextAttempt(notArrived, submitted('k2'))).toEqual({ step: 'paying', key: 'k1' });
  });

  it('does not block the buyer forever without a response', () => {
    expect(after(submitted('k1'), lost, ...times(20, noAnswer))).toMatchObject({
      step: 'ready',
      key: 'k1',
      notice: { fault: { code: 'no_result_yet' } },
    });
  });
});

describe('an attempt that the bank challenges', () => {
  it('is looked up when the buyer returns, by redirect or by the back button', () => {
    expect(returningAttempt('p1')).toMatchObject({ step: 'checking', paymentId: 'p1' });
    expect(after(submitted('k1'), challenge, { type: 'came_back' })).toMatchObject({ step: 'checking' });
  });

  it('can be continued when the challenge was not answered', () => {
    const waiting = nextAttempt(returningAttempt('p1'), found('requires_action'));

    expect(waiting).toMatchObject({ step: 'ready', notice: { fault: { code: 'bank_waits' } } });
    expect(nextAttempt(waiting, read('awaiting_payment'))).toBe(waiting);
  });
});

describe('an attempt that was started before a reload or in another tab', () => {
  it('is looked up once, and is then paid or continued', () => {
    const checking = after(read('awaiting_payment'));

    expect(checking).toMatchObject({ step: 'checking', paymentId: null });
    expect(nextAttempt(checking, found('processing'))).toMatchObject({ step: 'processing' });
    const open = nextAttempt(checking, found('requires_payment_method'));
    expect(nextAttempt(open, read('awaiting_payment'))).toBe(open);
  });
});
