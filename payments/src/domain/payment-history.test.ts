import { describe, expect, it } from '@jest/globals';
import { somePayment } from '../../test/some-payment.ts';
import { decide, evolve, type Payment, type PaymentEvent, type PaymentInput } from './payment.ts';
import { eventsOf, publishedAs } from './payment-events.ts';

const now = new Date(0);
const answered = (type: 'succeeded' | 'pending' | 'failed'): PaymentInput => ({
  type: 'RefundAnswered',
  answer: type === 'failed' ? { type, stripeId: 're_1', code: 'declined' } : { type, stripeId: 're_1' },
  now,
});

/** Every input, by name. The status of the order follows from the inputs before. */
const inputs: Record<string, (isCancelled: boolean) => PaymentInput> = {
  charged: (isCancelled) => ({
    type: 'Charged',
    stripeId: 'pi_1',
    card: null,
    orderStatus: isCancelled ? 'cancelled' : 'created',
    now,
  }),
  failed: () => ({ type: 'ChargeFailed', code: 'card_declined', declineCode: null, message: 'Declined' }),
  'charged late': () => ({ type: 'ChargedLate', now }),
  cancelled: () => ({ type: 'OrderCancelled', now }),
  'refund succeeded': () => answered('succeeded'),
  'refund pending': () => answered('pending'),
  'refund failed': () => answered('failed'),
};

interface History {
  payment: Payment;
  names: readonly string[];
  events: readonly PaymentEvent[];
  /** The most published events of one input. */
  mostAtOnce: number;
}

const start: History = { payment: somePayment(), names: [], events: [{ type: 'Started', waitedMs: 0 }], mostAtOnce: 1 };

const published = (payment: Payment, events: readonly PaymentEvent[]) =>
  events.flatMap((event) => publishedAs(payment, event));

function next({ payment, names, events, mostAtOnce }: History, name: string): History {
  const input = inputs[name]?.(names.includes('cancelled'));
  if (!input) throw new Error(name);
  const decided = decide(payment, input);
  return {
    payment: decided.reduce(evolve, payment),
    names: [...names, name],
    events: [...events, ...decided],
    mostAtOnce: Math.max(mostAtOnce, published(payment, decided).length),
  };
}

/** Yields the histories of every sequence of inputs up to a length. */
function* histories(length: number, history = start): Iterable<History> {
  yield history;
  if (length > 0) for (const name of Object.keys(inputs)) yield* histories(length - 1, next(history, name));
}

const isPaid = ({ events }: History) => events.some(({ type }) => type === 'Succeeded');
const isChargedLate = ({ events }: History) => events.some(({ type }) => type === 'ChargedLate');

/** Checks every sequence of up to five inputs, 19 608 in all. */
const forEvery = (check: (history: History) => boolean) => {
  const violations: string[] = [];
  for (const history of histories(5)) if (!check(history)) violations.push(history.names.join(', '));
  expect(violations).toEqual([]);
};

describe('any sequence of inputs', () => {
  it('publishes at most one event of a kind', () => {
    forEvery(({ payment, events }) => {
      const topics = published(payment, events).map(({ topic }) => topic);
      return new Set(topics).size === topics.length;
    });
  });

  it('publishes at most one event per input', () => {
    forEvery(({ mostAtOnce }) => mostAtOnce === 1);
  });

  it('with a charge and a cancellation requests exactly one refund, as with a late charge, and otherwise none', () => {
    forEvery((history) => {
      const requests = history.events.filter(({ type }) => type === 'RefundRequested').length;
      const mustRefund = (isPaid(history) && history.names.includes('cancelled')) || isChargedLate(history);
      return requests === (mustRefund ? 1 : 0);
    });
  });

  it('ends the attempt at most once', () => {
    forEvery(({ events }) => events.filter(({ type }) => type === 'Succeeded' || type === 'Failed').length <= 1);
  });

  it('leaves a row that implies exactly the published events, in sequence', () => {
    forEvery(({ payment, events }) => JSON.stringify(eventsOf(payment)) === JSON.stringify(published(payment, events)));
  });
});
