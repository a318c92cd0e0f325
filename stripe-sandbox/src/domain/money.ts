import { invalidRequest } from './api-error.ts';

/** Stripe's minimum charge in US dollars and its eight-digit maximum, both in minor units. */
export const minAmountMinor = 50;
export const maxAmountMinor = 99_999_999;

/** @throws ApiError amount_too_small or amount_too_large */
export function assertChargeable(amountMinor: number, currency: string): void {
  if (amountMinor < minAmountMinor) {
    throw invalidRequest(`Amount must be at least ${formatMoney(minAmountMinor, currency)}`, {
      code: 'amount_too_small',
      param: 'amount',
    });
  }
  if (amountMinor > maxAmountMinor) {
    throw invalidRequest(`Amount must be no more than ${formatMoney(maxAmountMinor, currency)}`, {
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
