import { describe, expect, it } from '@jest/globals';
import { ApiError } from './api-error.ts';
import type { IntentStatus, PaymentIntent } from './intent.ts';
import {
  assertConfirmable,
  cancel,
  challengeBuyer,
  decline,
  edit,
  failChallenge,
  newIntent,
  openChallenge,
  startProcessing,
  succeed,
} from './payment-intent.ts';
import { declines } from './test-card.ts';

const paymentMethodId = 'pm_1';

const given = (status: IntentStatus): PaymentIntent => {
  const intent = newIntent({
    id: 'pi_1',
    clientSecret: 'pi_1_secret_1',
    amountMinor: 1999,
    currency: 'usd',
    captureMethod: 'automatic',
    description: null,
    metadata: { orderId: 'o1' },
    createdAt: 100,
    paymentMethodId: status === 'requires_confirmation' ? paymentMethodId : null,
    hasAutomaticMethods: false,
  });
  const challenge = { returnUrl: null, afterwards: { type: 'succeeds' } } as const;
  switch (status) {
    case 'requires_payment_method':
    case 'requires_confirmation':
      return intent;
    case 'requires_action':
      return challengeBuyer(intent, { paymentMethodId, challenge });
    case 'processing':
      return startProcessing(intent, { paymentMethodId });
    case 'succeeded':
      return succeed(intent, { paymentMethodId, chargeId: 'ch_1' });
    case 'canceled':
      return cancel(intent, null, 200);
  }
};

const open: IntentStatus[] = ['requires_payment_method', 'requires_confirmation', 'requires_action'];
const closed: IntentStatus[] = ['processing', 'succeeded', 'canceled'];

const unexpectedStateOf = (intent: PaymentIntent) =>
  expect.objectContaining({ fault: expect.objectContaining({ code: 'payment_intent_unexpected_state', intent }) });

function refusalOf(act: () => unknown): unknown {
  try {
    act();
  } catch (error) {
    return error;
  }
  throw new Error('it was not refused');
}

describe('the state machine of a payment intent', () => {
  it.each(open)('may be confirmed and canceled in %s', (status) => {
    const intent = given(status);
    expect(intent.status).toBe(status);
    expect(() => assertConfirmable(intent, paymentMethodId)).not.toThrow();
    expect(cancel(intent, 'abandoned', 200)).toMatchObject({
      status: 'canceled',
      canceledAt: 200,
      cancellationReason: 'abandoned',
    });
  });

  it.each(closed)(
    'refuses confirmation, cancellation and another amount in %s, with the intent in the error',
    (status) => {
      const intent = given(status);
      expect(refusalOf(() => assertConfirmable(intent, paymentMethodId))).toEqual(unexpectedStateOf(intent));
      expect(refusalOf(() => cancel(intent, null, 200))).toEqual(unexpectedStateOf(intent));
      expect(refusalOf(() => edit(intent, { amountMinor: 2500 }))).toEqual(unexpectedStateOf(intent));
    },
  );

  it('refuses confirmation without a payment method', () => {
    expect(refusalOf(() => assertConfirmable(given('requires_payment_method'), null))).toBeInstanceOf(ApiError);
  });

  it('allows metadata changes after success', () => {
    expect(edit(given('succeeded'), { metadata: { note: 'x' } })).toMatchObject({ status: 'succeeded' });
  });

  it('returns to the initial state after a decline, with the reason', () => {
    const declined = decline(given('requires_confirmation'), {
      paymentMethodId,
      chargeId: 'ch_1',
      decline: declines.insufficientFunds,
    });
    expect(declined).toMatchObject({
      status: 'requires_payment_method',
      paymentMethodId: null,
      latestChargeId: 'ch_1',
      lastError: { code: 'card_declined', declineCode: 'insufficient_funds', paymentMethodId },
    });
    expect(succeed(declined, { paymentMethodId: 'pm_2', chargeId: 'ch_2' })).toMatchObject({ lastError: null });
  });

  it('fails an open challenge without a charge', () => {
    expect(failChallenge(given('requires_action'))).toMatchObject({
      status: 'requires_payment_method',
      latestChargeId: null,
      lastError: { code: 'payment_intent_authentication_failure' },
    });
  });

  it.each(['requires_payment_method', ...closed] as const)('has no open challenge in %s', (status) => {
    expect(refusalOf(() => openChallenge(given(status)))).toEqual(unexpectedStateOf(given(status)));
  });
});
