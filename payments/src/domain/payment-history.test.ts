import { describe, expect, it } from '@jest/globals';
import { somePayment } from '../../test/some-payment.ts';
import { refundKey } from './idempotency-keys.ts';
import type { OrderWorth } from './order.ts';
import { decide, evolve, isLive, type Payment, type PaymentEvent, type PaymentInput } from './payment.ts';
import { eventsOf, publishedAs } from './payment-events.ts';

const now = new Date(0);
const answered = (number: number, type: 'succeeded' | 'pending' | 'failed'): PaymentInput => ({
  type: 'RefundAnswered',
  number,
  answer: type === 'failed' ? { type, stripeId: 're_1', code: 'declined' } : { type, stripeId: 're_1' },
  now,
});

/** What a reduction takes from the price of 1999. */
const partMinor = 400;

/** Every input, by name. The order is as the changes before have left it; a change of it comes with the next version. */
const inputs: Record<string, (history: History) => PaymentInput> = {
  charged: ({ order }) => ({ type: 'Charged', stripeId: 'pi_1', card: null, order, now }),
  failed: () => ({ type: 'ChargeFailed', code: 'card_declined', declineCode: null, message: 'Declined' }),
  'charged late': () => ({ type: 'ChargedLate', now }),
  reduced: ({ order }) => ({ type: 'OrderChanged', order, now }),
  cancelled: ({ order }) => ({ type: 'OrderChanged', order, now }),
  'refund 1 succeeded': () => answered(1, 'succeeded'),
  'last refund succeeded': ({ payment }) => answered(payment.refunds.length, 'succeeded'),
  'last refund pending': ({ payment }) => answered(payment.refunds.length, 'pending'),
  'last refund failed': ({ payment }) => answered(payment.refunds.length, 'failed'),
};

/** An ended order does not change any more. */
function changed({ status, priceMinor, version }: OrderWorth, name: string): OrderWorth {
  if (status === 'cancelled') return { status, priceMinor, version };
  if (name === 'reduced') return { status, priceMinor: priceMinor - partMinor, version: version + 1 };
  return name === 'cancelled'
    ? { status: 'cancelled', priceMinor, version: version + 1 }
    : { status, priceMinor, version };
}

interface History {
  payment: Payment;
  order: OrderWorth;
  names: readonly string[];
  events: readonly PaymentEvent[];
  published: readonly { topic: string; event: object }[];
  /** The most published events of one input. */
  mostAtOnce: number;
  refundKeys: readonly string[];
}

const started: PaymentEvent = { type: 'Started', waitedMs: 0 };
const start: History = {
  payment: somePayment(),
  order: { status: 'created', priceMinor: 1999, version: 0 },
  names: [],
  events: [started],
  published: publishedAs(somePayment(), started),
  mostAtOnce: 1,
  refundKeys: [],
};

function next(before: History, name: string): History {
  const order = changed(before.order, name);
  const input = inputs[name]?.({ ...before, order });
  if (!input) throw new Error(name);
  const { payment } = before;
  const decided = decide(payment, input);
  const published = decided.flatMap((event) => publishedAs(payment, event));
  const after = decided.reduce(evolve, payment);
  return {
    payment: after,
    order,
    names: [...before.names, name],
    events: [...before.events, ...decided],
    published: [...before.published, ...published],
    mostAtOnce: Math.max(before.mostAtOnce, published.length),
    refundKeys: [...new Set([...before.refundKeys, ...after.refunds.map((refund) => refundKey(after, refund))])],
  };
}

/** Yields the histories of every sequence of inputs up to a length. */
function* histories(length: number, history = start): Iterable<History> {
  yield history;
  if (length > 0) for (const name of Object.keys(inputs)) yield* histories(length - 1, next(history, name));
}

const sumOf = (amounts: readonly { amountMinor: number }[]) =>
  amounts.reduce((sum, { amountMinor }) => sum + amountMinor, 0);

/** Checks every sequence of up to five inputs, 66 430 in all. */
const forEvery = (check: (history: History) => boolean) => {
  const violations: string[] = [];
  for (const history of histories(5)) if (!check(history)) violations.push(history.names.join(', '));
  expect(violations).toEqual([]);
};

describe('any sequence of inputs', () => {
  it('refunds exactly what was charged above what the order is worth, in whichever sequence they come', () => {
    forEvery(({ payment, order }) => {
      const worthMinor = order.status === 'cancelled' || !isLive(payment) ? 0 : order.priceMinor;
      const owedMinor = payment.state === 'succeeded' ? payment.amountMinor - worthMinor : 0;
      return sumOf(payment.refunds) === owedMinor;
    });
  });

  it('asks for no refund under a key of another one', () => {
    forEvery(({ payment, events, refundKeys }) => {
      const failures = events.filter(
        (event) => event.type === 'RefundAdvanced' && event.answer.type === 'failed',
      ).length;
      return refundKeys.length === payment.refunds.length + failures;
    });
  });

  it('publishes each thing once, and at most one event per input', () => {
    forEvery(({ published, mostAtOnce }) => {
      const names = published.map(({ topic, event }) => `${topic} ${'number' in event ? event.number : ''}`);
      return mostAtOnce === 1 && new Set(names).size === names.length;
    });
  });

  it('ends the attempt at most once', () => {
    forEvery(({ events }) => events.filter(({ type }) => type === 'Succeeded' || type === 'Failed').length <= 1);
  });

  it('leaves a row that implies exactly the published events; only refunds may have been done in another sequence', () => {
    const textOf = (events: readonly object[]) => events.map((event) => JSON.stringify(event));
    const isRefund = (text: string) => text.includes('refunded');
    forEvery(({ payment, published }) => {
      const [implied, real] = [textOf(eventsOf(payment)), textOf(published)];
      const others = (texts: string[]) => texts.filter((text) => !isRefund(text)).join();
      const refunds = (texts: string[]) => texts.filter(isRefund).toSorted().join();
      return others(implied) === others(real) && refunds(implied) === refunds(real);
    });
  });
});
