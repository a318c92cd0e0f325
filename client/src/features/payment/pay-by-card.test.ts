import { describe, expect, it } from '@jest/globals';
import type { ApiAnswer } from '@/api/call-api.ts';
import type { PaymentIntent, Settlement } from '@/api/schemas.ts';
import { type CardProcessor, lookUpPayment, payByCard } from './pay-by-card.ts';

const ok = <T>(value: T): ApiAnswer<T> => ({ ok: true, value, status: 200, headers: new Headers() });
const unavailable = { ok: false, problem: { kind: 'unreachable' } } as const;
const intent = (status: PaymentIntent['status']): PaymentIntent => ({
  paymentId: 'p1',
  clientSecret: 'pi_1_secret_x',
  status,
});
const settlement: Settlement = {
  paymentId: 'p1',
  orderId: 'o1',
  status: 'succeeded',
  code: null,
  declineCode: null,
  message: null,
};

/** Fake calls that record their order. */
function given({
  opened = ok(intent('requires_payment_method')) as ApiAnswer<PaymentIntent>,
  challengeUrl = null as string | null,
} = {}) {
  const made: string[] = [];
  const noting =
    <T>(name: string, value: T) =>
    async () => {
      made.push(name);
      return value;
    };
  const processor: CardProcessor = { prepare: noting('prepare', null), confirm: noting('confirm', { challengeUrl }) };
  const calls = {
    openPayment: noting('open', opened),
    settlePayment: noting('settle', ok(settlement)),
    readOwnPayments: noting('mine', ok([{ id: 'p1' }])),
  };
  return { made, processor, calls };
}
const attempt = { orderId: 'o1', statement: 's1', key: 'k1' };

describe('paying by card', () => {
  it('checks the card before it opens an attempt, and queries the outcome at the end', async () => {
    const { made, processor, calls } = given();

    expect(await payByCard(calls, processor, attempt)).toEqual({ type: 'settled', settlement });
    expect(made).toEqual(['prepare', 'open', 'confirm', 'settle']);
  });

  it('opens no attempt for an unusable card', async () => {
    const { made, processor, calls } = given();
    const unusable = { ...processor, prepare: async () => ({ code: 'incorrect_number' }) };

    expect(await payByCard(calls, unusable, attempt)).toMatchObject({ type: 'card_refused' });
    expect(made).toEqual([]);
  });

  it('does not confirm an attempt that is already processing', async () => {
    const { made, processor, calls } = given({ opened: ok(intent('processing')) });

    await payByCard(calls, processor, attempt);
    expect(made).toEqual(['prepare', 'open', 'settle']);
  });

  it('redirects to the bank’s challenge', async () => {
    const { processor, calls } = given({ challengeUrl: '/bank' });

    expect(await payByCard(calls, processor, attempt)).toEqual({ type: 'challenge', url: '/bank' });
  });

  it('reports an unknown outcome as unknown', async () => {
    const { processor, calls } = given();

    expect(await payByCard({ ...calls, settlePayment: async () => unavailable }, processor, attempt)).toEqual({
      type: 'unknown',
      paymentId: 'p1',
    });
  });
});

describe('a payment lookup', () => {
  it('finds the order’s newest payment without an id', async () => {
    const { made, calls } = given();

    expect(await lookUpPayment(calls, 'o1', null)).toEqual({ type: 'settled', settlement });
    expect(made).toEqual(['mine', 'settle']);
  });

  it('reports that there is none', async () => {
    const { calls } = given();

    expect(await lookUpPayment({ ...calls, readOwnPayments: async () => ok([]) }, 'o1', null)).toEqual({
      type: 'none',
    });
  });
});
