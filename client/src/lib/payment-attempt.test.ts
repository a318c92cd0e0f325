import { describe, expect, it } from '@jest/globals';
import type { ApiAnswer } from './api/call-api.ts';
import type { Order, Payment } from './api/schemas.ts';
import { type Attempt, type AttemptEvent, initialAttempt, nextAttempt } from './payment-attempt.ts';

const submitted = (newKey: string, token = 'tok_visa'): AttemptEvent => ({ type: 'submitted', token, newKey });
const accepted = (status: Payment['status']): AttemptEvent => ({
  type: 'answered',
  answer: { ok: true, value: { id: 'p1', status }, status: 201, headers: new Headers() },
});
const refused = (status: number, code?: string): AttemptEvent => {
  const answer: ApiAnswer<Payment> = {
    ok: false,
    problem: { kind: 'refused', status, errors: [{ message: 'Your card was declined', code }] },
  };
  return { type: 'answered', answer };
};
const lost: AttemptEvent = { type: 'answered', answer: { ok: false, problem: { kind: 'unreachable' } } };
const read = (status: Order['status']): AttemptEvent => ({
  type: 'order_read',
  order: {
    id: 'o1',
    userId: 'u1',
    status,
    createdAt: '2026-11-23T12:00:00.000Z',
    expiresAt: '2026-11-23T12:15:00.000Z',
    serverTime: '2026-11-23T12:01:00.000Z',
    ticket: { id: 't1', title: 'A ticket', price: 45, currency: 'USD' },
  },
});

const after = (...events: AttemptEvent[]): Attempt => events.reduce(nextAttempt, initialAttempt);
const times = (count: number, event: AttemptEvent): AttemptEvent[] => Array.from({ length: count }, () => event);

describe('an attempt to pay', () => {
  it('is sent once, however often the button is pressed', () => {
    expect(after(submitted('k1'), submitted('k2'))).toEqual({ step: 'paying', token: 'tok_visa', key: 'k1' });
  });

  it('is paid after a 201, whatever the order still says, so that nothing invites to pay again', () => {
    expect(after(submitted('k1'), accepted('succeeded'), ...times(50, read('created')))).toEqual({ step: 'paid' });
  });

  it('takes "already paid" for what it is', () => {
    expect(after(submitted('k1'), refused(400, 'already_paid'))).toEqual({ step: 'paid' });
  });

  it('offers another card after a decline, with a new key', () => {
    const declined = after(submitted('k1', 'tok_chargeDeclined'), refused(400, 'card_declined'));

    expect(declined).toMatchObject({ step: 'ready', notice: { tone: 'declined' } });
    expect(nextAttempt(declined, submitted('k2'))).toEqual({ step: 'paying', token: 'tok_visa', key: 'k2' });
  });

  it.each(['order_cancelled', 'order_expired', 'amount_too_small'])('does not call %s a declined card', (code) => {
    expect(after(submitted('k1'), refused(400, code))).toMatchObject({ step: 'ready', notice: { tone: 'refused' } });
  });

  it('waits while the bank is processing, and tells a decline by the order opening again', () => {
    const processing = after(submitted('k1'), accepted('processing'), read('awaiting_payment'));

    expect(processing).toMatchObject({ step: 'processing' });
    expect(nextAttempt(processing, read('created'))).toMatchObject({ step: 'ready', notice: { tone: 'declined' } });
  });

  it('does not take an order that has not heard of the attempt yet for a decline', () => {
    expect(after(submitted('k1'), accepted('processing'), read('created'))).toMatchObject({ step: 'processing' });
  });

  it('does not wait for ever for an attempt the order never shows', () => {
    const silent = after(submitted('k1'), accepted('processing'), ...times(20, read('created')));

    expect(silent).toMatchObject({ step: 'ready', notice: { tone: 'waiting' } });
  });

  it('says so when another attempt is open', () => {
    expect(after(submitted('k1'), refused(409, 'payment_in_progress'))).toMatchObject({
      step: 'ready',
      notice: { tone: 'waiting' },
    });
  });

  it('sends the visitor to sign in when the session has ended', () => {
    expect(after(submitted('k1'), refused(401))).toEqual({ step: 'signed_out' });
  });
});

describe('an attempt whose answer was lost', () => {
  it.each([
    ['the connection broke', lost],
    ['the server failed', refused(503)],
  ])('is looked up and not sent again when %s', (_name, event) => {
    const checking = after(submitted('k1'), event);

    expect(checking).toMatchObject({ step: 'checking', key: 'k1' });
    expect(nextAttempt(checking, submitted('k2'))).toBe(checking);
  });

  it('keeps its key when the server says the first sending is still at work', () => {
    const again = after(submitted('k1'), lost, ...times(3, read('created')), submitted('k2'));

    expect(nextAttempt(again, refused(409, 'idempotency_in_progress'))).toMatchObject({ step: 'checking', key: 'k1' });
  });

  it('is processing when the order shows it', () => {
    expect(after(submitted('k1'), lost, read('awaiting_payment'))).toMatchObject({ step: 'processing' });
  });

  it('may be sent again when the order shows none, and only with the same card and the same key', () => {
    const unconfirmed = after(submitted('k1', 'tok_visa'), lost, ...times(3, read('created')));

    expect(unconfirmed).toEqual({ step: 'unconfirmed', token: 'tok_visa', key: 'k1' });
    expect(nextAttempt(unconfirmed, submitted('k2', 'tok_other'))).toEqual({
      step: 'paying',
      token: 'tok_visa',
      key: 'k1',
    });
  });

  it('is processing after all when the order shows it late', () => {
    const late = after(submitted('k1'), lost, ...times(3, read('created')), read('awaiting_payment'));

    expect(late).toMatchObject({ step: 'processing', seenOpen: true });
  });
});
