import { describe, expect, it } from '@jest/globals';
import { cardOfNumber, cardOfPaymentMethod, cardOfToken, defaultSettlementMs } from './test-card-catalogue.ts';

describe('the catalogue of test cards', () => {
  it.each([
    ['tok_visa', 'visa'],
    ['tok_mastercard', 'mastercard'],
    ['tok_amex', 'amex'],
  ])('charges %s', (token, brand) => {
    expect(cardOfToken(token)).toMatchObject({ brand, behaviour: { type: 'succeeds' } });
  });

  it.each([
    ['tok_chargeDeclined', '4000000000000002', 'card_declined', 'generic_decline'],
    ['tok_chargeDeclinedInsufficientFunds', '4000000000009995', 'card_declined', 'insufficient_funds'],
    ['tok_chargeDeclinedExpiredCard', '4000000000000069', 'expired_card', 'expired_card'],
    ['tok_chargeDeclinedIncorrectCvc', '4000000000000127', 'incorrect_cvc', 'incorrect_cvc'],
    ['tok_chargeDeclinedProcessingError', '4000000000000119', 'processing_error', 'processing_error'],
  ])('declines %s by every name', (token, number, code, declineCode) => {
    const behaviour = { type: 'declines', decline: { code, declineCode } };
    expect(cardOfToken(token)).toMatchObject({ behaviour });
    expect(cardOfPaymentMethod(token.replace('tok_', 'pm_card_'))).toMatchObject({ behaviour });
    expect(cardOfNumber(number)).toMatchObject({ behaviour, last4: number.slice(-4) });
  });

  it('requires 3-D Secure as documented', () => {
    expect(cardOfNumber('4000 0025 0000 3155')).toMatchObject({ behaviour: { type: 'challenges' } });
    expect(cardOfToken('tok_threeDSecure2Required')).toMatchObject({ behaviour: { type: 'challenges' } });
  });

  it.each([
    ['tok_sandbox_processing', defaultSettlementMs, 'succeeds'],
    ['tok_sandbox_processing_20s', 20_000, 'succeeds'],
    ['tok_sandbox_processing_250ms_fails', 250, 'declines'],
  ])('parses delay and outcome of %s', (token, afterMs, outcome) => {
    expect(cardOfToken(token)?.behaviour).toEqual({ type: 'settles-later', afterMs, outcome });
  });

  it('has card numbers with late settlement', () => {
    const behaviour = { type: 'settles-later', afterMs: defaultSettlementMs };
    expect(cardOfNumber('4000 9900 0007 0015')).toMatchObject({ behaviour: { ...behaviour, outcome: 'succeeds' } });
    expect(cardOfNumber('4000 9900 0007 0023')).toMatchObject({ behaviour: { ...behaviour, outcome: 'declines' } });
  });

  it.each(['tok_nope', 'visa', 'tok_sandbox_processing_20', 'tok_toString', ''])('rejects %j', (token) => {
    expect(cardOfToken(token)).toBeUndefined();
  });
});
