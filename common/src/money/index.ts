/** 999,999.99, the highest price. */
const maxPriceMinor = 99_999_999;
const majorUnits = /^(\d{1,6})(?:\.(\d{1,2}))?$/;

/**
 * Minor units of a price given in major units, without floating-point arithmetic: 19.99 is 1999.
 * @param price a number, or a decimal string such as "12.50"
 * @returns an integer in 1…99,999,999, or null when it is not a price: ≤ 0, too large, more than two decimals, no number
 */
export function toMinorUnits(price: number | string): number | null {
  // The shortest decimal text of a double is what its writer typed, up to 15 digits; prices have at most 8.
  const match = majorUnits.exec(typeof price === 'number' ? String(price) : price);
  if (!match) return null;
  const [, whole = '0', fraction = ''] = match;
  const minor = Number(whole) * 100 + Number(fraction.padEnd(2, '0'));
  return minor >= 1 && minor <= maxPriceMinor ? minor : null;
}

/** Major units as a JSON number: 1999 is 19.99. Exact for every price, since a double holds 15 decimal digits. */
export const toMajorUnits = (minor: number): number => minor / 100;
