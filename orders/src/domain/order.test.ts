import { describe, expect, it } from '@jest/globals';
import { decide, evolve, type Order, type OrderInput } from './order.ts';
import { eventsOf } from './order-events.ts';

const expiresAt = new Date('2026-11-23T12:00:00Z');
const graceSeconds = 120;
const secondsLater = (seconds: number) => new Date(expiresAt.getTime() + seconds * 1000);

const order = (given: Partial<Order> = {}): Order => ({
  id: 'order',
  userId: 'buyer',
  reserved: { kind: 'ticket', ticketId: 'ticket', reservation: 1 },
  title: 'Concert',
  priceMinor: 1999,
  currency: 'USD',
  status: 'created',
  version: 0,
  createdAt: secondsLater(-900),
  expiresAt,
  openAttempt: null,
  settledAttempt: 0,
  paymentId: null,
  cancelReason: null,
  refundAmountMinor: null,
  refunds: {},
  reductions: [],
  isOffer: false,
  sagaId: null,
  askedCorrelationId: null,
  ...given,
});
const due = (now: Date): OrderInput => ({ type: 'ReservationDue', now, graceSeconds, attemptsKnownUntil: now });
/** Returns the order after several inputs in sequence. */
const after = (start: Order, ...inputs: OrderInput[]): Order =>
  inputs.reduce((current, input) => decide(current, input).reduce(evolve, current), start);

describe('the end of the reservation', () => {
  it('cancels an unpaid order, inclusively', () => {
    expect(decide(order(), due(secondsLater(-0.001)))).toEqual([]);
    expect(decide(order(), due(expiresAt))).toEqual([{ type: 'Cancelled', reason: 'expired' }]);
  });

  it('is deferred by an open attempt to pay, by at most the grace', () => {
    const paying = order({ status: 'awaiting_payment', openAttempt: 1 });
    expect(decide(paying, due(secondsLater(119)))).toEqual([]);
    expect(decide(paying, due(secondsLater(120)))).toEqual([{ type: 'Cancelled', reason: 'expired' }]);
  });

  it('is no longer deferred once the attempt has failed', () => {
    const declined = after(order(), { type: 'PaymentStarted', attempt: 1 }, { type: 'PaymentFailed', attempt: 1 });
    expect(declined).toMatchObject({ status: 'created', openAttempt: null });
    expect(decide(declined, due(secondsLater(1)))).toEqual([{ type: 'Cancelled', reason: 'expired' }]);
  });
});

describe('attempts to pay', () => {
  it('are matched by number when their end overtakes their start', () => {
    const overtaken = after(order(), { type: 'PaymentFailed', attempt: 1 }, { type: 'PaymentStarted', attempt: 1 });
    expect(overtaken).toMatchObject({ status: 'created', openAttempt: null });
  });

  it('stay open when an earlier one ends', () => {
    const second = after(order(), { type: 'PaymentStarted', attempt: 2 }, { type: 'PaymentFailed', attempt: 1 });
    expect(second).toMatchObject({ status: 'awaiting_payment', openAttempt: 2, settledAttempt: 1 });
  });
});

describe('a cancelled performance', () => {
  const cancelled: OrderInput = { type: 'PerformanceCancelled' };
  const ended = { status: 'cancelled', cancelReason: 'event_cancelled', openAttempt: null };

  it('ends an unpaid order, also while it is being paid', () => {
    expect(after(order(), cancelled)).toMatchObject({ ...ended, version: 1 });
    expect(after(order(), { type: 'PaymentStarted', attempt: 1 }, cancelled)).toMatchObject({ ...ended, version: 1 });
  });

  it('ends a paid order as its second outcome, which keeps its payment for the refund', () => {
    const paid = after(order(), { type: 'PaymentCreated', paymentId: 'payment' }, cancelled);
    expect(paid).toMatchObject({ ...ended, paymentId: 'payment', version: 2 });
    expect(eventsOf(paid).map(({ topic, event }) => [topic, 'version' in event && event.version])).toEqual([
      ['orders.order.created.v1', 0],
      ['orders.order.created.v2', 0],
      ['orders.order.completed.v1', 1],
      ['orders.order.completed.v2', 1],
      ['orders.order.cancelled.v1', 2],
      ['orders.order.cancelled.v2', 2],
    ]);
  });

  it('is followed by nothing but the refund', () => {
    const over = after(
      order(),
      cancelled,
      cancelled,
      { type: 'PaymentCreated', paymentId: 'late' },
      { type: 'BuyerCancelled' },
    );
    expect(over).toMatchObject({ ...ended, paymentId: null, version: 1 });
    expect(after(over, { type: 'PaymentRefunded', paymentId: 'payment', number: 1, amountMinor: 1_999 })).toMatchObject(
      { refundAmountMinor: 1_999 },
    );
  });
});

describe('an order in a final state', () => {
  const refund = { type: 'PaymentRefunded', paymentId: 'payment', number: 1 } as const;
  const cancelled = order({ status: 'cancelled', version: 1 });
  const complete = order({ status: 'complete', version: 1, paymentId: 'payment' });
  const inputs: OrderInput[] = [
    due(secondsLater(1000)),
    { type: 'PaymentStarted', attempt: 3 },
    { type: 'PaymentFailed', attempt: 3 },
    { type: 'PaymentCreated', paymentId: 'another' },
  ];

  it.each(inputs)('is not changed by $type', (input) => {
    expect(decide(cancelled, input)).toEqual([]);
    expect(decide(complete, input)).toEqual([]);
  });

  it('ignores a cancellation when cancelled, and refuses it when paid', () => {
    expect(decide(cancelled, { type: 'BuyerCancelled' })).toEqual([]);
    expect(() => decide(complete, { type: 'BuyerCancelled' })).toThrow(
      expect.objectContaining({ code: 'already_paid' }),
    );
  });

  it('records a refund once, and keeps its status and version', () => {
    const refunded = after(cancelled, { ...refund, amountMinor: 1999 });
    expect(refunded).toMatchObject({ status: 'cancelled', version: 1, refundAmountMinor: 1999 });
    expect(decide(refunded, { ...refund, amountMinor: 1999 })).toEqual([]);
    const twice = after(refunded, { ...refund, number: 2, amountMinor: 500 }, { ...refund, amountMinor: 1999 });
    expect(twice.refundAmountMinor).toBe(2499);
  });
});

describe('an order of a booking', () => {
  const asked = order({ sagaId: 'saga', askedCorrelationId: 'question' });
  const answered = (outcome: string, reason: string | null, correlationId = 'question') => ({
    ...{ type: 'OutcomeAnswered', correlationId, outcome, reason },
  });
  const paid: OrderInput = { type: 'PaymentCreated', paymentId: 'payment' };

  it('answers a question with its end, once', () => {
    expect(decide(asked, paid)).toEqual([{ type: 'Completed', paymentId: 'payment' }, answered('succeeded', null)]);
    expect(decide(asked, due(expiresAt))).toEqual([
      { type: 'Cancelled', reason: 'expired' },
      answered('failed', 'expired'),
    ]);
    const complete = after(asked, paid);
    expect(complete).toMatchObject({ version: 1, askedCorrelationId: null });
    expect(decide(complete, { type: 'PerformanceCancelled' })).toEqual([
      { type: 'Cancelled', reason: 'event_cancelled' },
    ]);
  });

  it('keeps a question through what does not end it; the latest replaces it', () => {
    expect(after(asked, { type: 'PaymentStarted', attempt: 1 })).toMatchObject({ askedCorrelationId: 'question' });
    const later = after(asked, { type: 'OutcomeAsked', correlationId: 'later' });
    expect(decide(later, paid).at(-1)).toEqual(answered('succeeded', null, 'later'));
  });

  it('answers at once after its end, also without a known reason', () => {
    const question: OrderInput = { type: 'OutcomeAsked', correlationId: 'question' };
    expect(decide(order({ status: 'complete' }), question)).toEqual([answered('succeeded', null)]);
    expect(decide(order({ status: 'cancelled' }), question)).toEqual([answered('failed', 'unknown')]);
    expect(after(order({ status: 'cancelled' }), question)).toMatchObject({ version: 0, askedCorrelationId: null });
  });

  it('is cancelled with its booking, paid or not, once', () => {
    const undone: OrderInput = { type: 'BookingCancelled' };
    for (const before of [order(), after(order(), paid)])
      expect(decide(before, undone)).toEqual([{ type: 'Cancelled', reason: 'buyer' }]);
    expect(decide(after(order(), undone), undone)).toEqual([]);
  });
});

it('increments the version with published events only', () => {
  const paid = after(order(), { type: 'PaymentStarted', attempt: 1 }, { type: 'PaymentCreated', paymentId: 'payment' });
  expect(paid).toMatchObject({ status: 'complete', version: 1, paymentId: 'payment', openAttempt: null });
});
