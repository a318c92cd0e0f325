/** Up to 999,999.99, the highest price. */
const majorUnits = /^(\d{1,6})(?:\.(\d{1,2}))?$/;

/**
 * Minor units of an amount given in major units; 0 is one. For bounds, not for prices.
 * @returns an integer in 0…99,999,999, or null when it is no amount: < 0, too large, more than two decimals, no number
 */
export function amountToMinorUnits(amount: number | string): number | null {
  // The shortest decimal text of a double is what its writer typed, up to 15 digits; amounts have at most 8.
  const match = majorUnits.exec(typeof amount === 'number' ? String(amount) : amount);
  if (!match) return null;
  const [, whole = '0', fraction = ''] = match;
  return Number(whole) * 100 + Number(fraction.padEnd(2, '0'));
}

/**
 * Minor units of a price given in major units, without floating-point arithmetic: 19.99 is 1999.
 * @param price a number, or a decimal string such as "12.50"
 * @returns an integer in 1…99,999,999, or null when it is not a price: ≤ 0, too large, more than two decimals, no number
 */
export function toMinorUnits(price: number | string): number | null {
  const minor = amountToMinorUnits(price);
  return minor === 0 ? null : minor;
}

/** Major units as a JSON number: 1999 is 19.99. Exact for every price, since a double holds 15 decimal digits. */
export const toMajorUnits = (minor: number): number => minor / 100;
