import { describe, expect, it } from '@jest/globals';
import { type CardDigits, cardOfDigits, passesLuhn } from './card-digits.ts';

const now = Date.UTC(2026, 10, 23);
const digits = (changes: Partial<CardDigits> = {}): CardDigits => ({
  number: '4242424242424242',
  expMonth: 12,
  expYear: 2030,
  cvc: '123',
  ...changes,
});

describe('cardOfDigits', () => {
  it('finds a test card by its number', () => {
    expect(cardOfDigits(digits(), now)).toMatchObject({ brand: 'visa', last4: '4242' });
  });

  it('accepts a card in the month it expires', () => {
    expect(() => cardOfDigits(digits({ expMonth: 11, expYear: 2026 }), now)).not.toThrow();
  });

  it.each([
    ['incorrect_number', { number: '4242424242424241' }],
    ['incorrect_number', { number: '42' }],
    ['invalid_expiry_month', { expMonth: 13 }],
    ['invalid_expiry_month', { expMonth: 10, expYear: 2026 }],
    ['invalid_expiry_year', { expYear: 2025 }],
    ['invalid_cvc', { cvc: '12' }],
    ['card_declined', { number: '4111111111111111' }],
  ])('answers %s to %j', (code, changes) => {
    const act = () => cardOfDigits(digits(changes), now);
    expect(act).toThrow(expect.objectContaining({ fault: expect.objectContaining({ status: 402, code }) }));
  });
});

it('verifies the Luhn checksum', () => {
  expect(passesLuhn('378282246310005')).toBe(true);
  expect(passesLuhn('378282246310006')).toBe(false);
});
