import { invalidRequest } from './api-error.ts';

/** Stripe's minimum charge in US dollars and its eight-digit maximum, both in minor units. */
export const MIN_AMOUNT_MINOR = 50;
export const MAX_AMOUNT_MINOR = 99_999_999;

/** @throws ApiError amount_too_small or amount_too_large */
export function assertChargeable(amountMinor: number, currency: string): void {
  if (amountMinor < MIN_AMOUNT_MINOR) {
    throw invalidRequest(`Amount must be at least ${formatMoney(MIN_AMOUNT_MINOR, currency)}`, {
      code: 'amount_too_small',
      param: 'amount',
    });
  }
  if (amountMinor > MAX_AMOUNT_MINOR) {
    throw invalidRequest(`Amount must be no more than ${formatMoney(MAX_AMOUNT_MINOR, currency)}`, {
      code: 'amount_too_large',
      param: 'amount',
    });
  }
}

/** Formats an amount for messages: 1999, 'usd' → "$19.99 usd". Integer arithmetic, so that no cent is lost. */
export function formatMoney(amountMinor: number, currency: string): string {
  const major = Math.trunc(amountMinor / 100);
  const minor = String(amountMinor % 100).padStart(2, '0');
  return `$${major}.${minor} ${currency}`;
}
