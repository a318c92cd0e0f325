import { ApiError } from './api-error.ts';
import type { TestCard } from './test-card.ts';
import { cardOfNumber } from './test-card-catalogue.ts';

export interface CardDigits {
  number: string;
  expMonth: number;
  expYear: number;
  cvc: string | null;
}

const cardError = (code: string, message: string, param: string, declineCode?: string): ApiError =>
  new ApiError({ status: 402, type: 'card_error', code, message, param, ...(declineCode ? { declineCode } : {}) });

/**
 * Returns the test card with these digits. @throws ApiError a card_error when they are not those of a usable test card
 */
export function cardOfDigits(digits: CardDigits, nowMs: number): TestCard {
  if (!passesLuhn(digits.number)) throw cardError('incorrect_number', 'Your card number is incorrect.', 'number');
  assertNotExpired(digits, new Date(nowMs));
  if (digits.cvc !== null && !/^\d{3,4}$/.test(digits.cvc)) {
    throw cardError('invalid_cvc', "Your card's security code is invalid.", 'cvc');
  }
  const card = cardOfNumber(digits.number);
  if (!card) {
    const message = 'Your card was declined. Your request was in test mode, but used a non test card.';
    throw cardError('card_declined', message, 'number', 'test_mode_live_card');
  }
  return card;
}

/** A card is valid until the end of its expiry month. */
function assertNotExpired({ expMonth, expYear }: CardDigits, now: Date): void {
  if (expMonth < 1 || expMonth > 12) {
    throw cardError('invalid_expiry_month', "Your card's expiration month is invalid.", 'exp_month');
  }
  const year = now.getUTCFullYear();
  if (expYear < year || expYear > year + 50) {
    throw cardError('invalid_expiry_year', "Your card's expiration year is invalid.", 'exp_year');
  }
  if (expYear === year && expMonth < now.getUTCMonth() + 1) {
    throw cardError('invalid_expiry_month', "Your card's expiration month is invalid.", 'exp_month');
  }
}

/** ISO/IEC 7812-1 Annex B. */
export function passesLuhn(number: string): boolean {
  const digits = number.replaceAll(' ', '');
  if (!/^\d{12,19}$/.test(digits)) return false;
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const weighted = Number(digit) * (index % 2 === 1 ? 2 : 1);
    return total + (weighted > 9 ? weighted - 9 : weighted);
  }, 0);
  return sum % 10 === 0;
}
