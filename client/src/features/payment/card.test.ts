import { describe, expect, it } from '@jest/globals';
import { faultsOfCard, formatCardNumber, formatExpiry, parseExpiry } from './card.ts';
import { cardsForTests } from './test-cards.ts';

const now = new Date('2026-11-26T12:00:00Z');
const card = { number: '4242 4242 4242 4242', expiry: '12 / 34', cvc: '123' };

describe('a card', () => {
  it('is formatted during typing', () => {
    expect(formatCardNumber('42424')).toBe('4242 4');
    expect(formatCardNumber('4242-4242 4242x4242')).toBe('4242 4242 4242 4242');
    expect(['1', '12', '123', '1234', '5', '534'].map(formatExpiry)).toEqual([
      '1',
      '12',
      '12 / 3',
      '12 / 34',
      '05',
      '05 / 34',
    ]);
  });

  it('is valid until the end of its month', () => {
    expect(faultsOfCard({ ...card, expiry: '11 / 26' }, now)).toEqual({});
    expect(faultsOfCard({ ...card, expiry: '10 / 26' }, now)).toEqual({ expiry: { code: 'card_expiry_past' } });
  });

  it('names every fault', () => {
    expect(faultsOfCard({ number: '4242 4242 4242 4241', expiry: '13 / 34', cvc: '12' }, now)).toEqual({
      number: { code: 'card_number_invalid' },
      expiry: { code: 'card_expiry_invalid' },
      cvc: { code: 'card_cvc_invalid' },
    });
    expect(parseExpiry('1')).toBeNull();
  });

  it.each(cardsForTests)('accepts the sandbox’s card $number, so that the bank can decline it', ({ number }) => {
    expect(faultsOfCard({ ...card, number }, now)).toEqual({});
  });
});
