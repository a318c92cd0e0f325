/** Up to 999,999.99, the maximum price. */
const majorUnits = /^(\d{1,6})(?:\.(\d{1,2}))?$/;

/**
 * Converts an amount from major to minor units. Accepts 0: for price bounds, not for prices.
 * @returns an integer in [0, 99,999,999], or null when invalid: < 0, too large, more than two decimals, not a number
 */
export function amountToMinorUnits(amount: number | string): number | null {
  // JavaScript prints a double as its shortest exact decimal, which is what was typed, up to 15 digits; amounts have at
  // most 8.
  const match = majorUnits.exec(typeof amount === 'number' ? String(amount) : amount);
  if (!match) return null;
  const [, whole = '0', fraction = ''] = match;
  return Number(whole) * 100 + Number(fraction.padEnd(2, '0'));
}

/**
 * Converts a price from major to minor units without floating-point arithmetic: 19.99 is 1999.
 * @param price a number, or a decimal string such as "12.50"
 * @returns an integer in [1, 99,999,999], or null when invalid: ≤ 0, too large, more than two decimals, not a number
 */
export function toMinorUnits(price: number | string): number | null {
  const minor = amountToMinorUnits(price);
  return minor === 0 ? null : minor;
}

/**
 * Stripe's minimum charge in USD, minor units: a ticket that costs less can't be paid for, so it can't be held either.
 * Source: docs.stripe.com/currencies, "Minimum and maximum charge amounts".
 */
export const minimumChargeMinor = 50;

/** Stripe's maximum charge in USD, minor units. Source: the same. */
export const maximumChargeMinor = 99_999_999;

/** Converts minor to major units: 1999 is 19.99. Exact for every price, because a double holds 15 decimal digits. */
export const toMajorUnits = (minor: number): number => minor / 100;
