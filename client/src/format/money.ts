import type { Locale } from '@/i18n/locales.ts';

/** The smallest amount that can be charged, major units. */
export const smallestPrice = 0.5;

export type PriceFault =
  | 'price_missing'
  | 'price_not_positive'
  | 'price_not_a_number'
  | 'price_decimals'
  | 'price_too_high';
export type ParsedPrice = { ok: true; price: string } | { ok: false; code: PriceFault };

const marks = { en: { grouping: ',', decimal: '.' }, de: { grouping: '.', decimal: ',' } };

/**
 * Parses a typed price to the API's decimal string. It never becomes a float, which can't represent 19.99 exactly.
 * Rules: above 0, at most 999999.99, at most two decimals.
 * A separator before the last one or two digits is the decimal separator in every language, because `19.99` and `19,99`
 * have no other meaning.
 */
export function parsePrice(typed: string, locale: Locale): ParsedPrice {
  const text = typed.trim().replace(/^\$\s*|\s*\$$/g, '');
  if (text === '') return { ok: false, code: 'price_missing' };
  if (/^-/.test(text)) return { ok: false, code: 'price_not_positive' };
  const { grouping, decimal } = /^\d*[.,]\d{1,2}$/.test(text) ? marksOf(text) : marks[locale];
  const plain = withoutGrouping(text, grouping, decimal);
  if (!/^\d+(\.\d*)?$|^\.\d+$/.test(plain)) return { ok: false, code: 'price_not_a_number' };
  const [whole = '', decimals = ''] = plain.split('.');
  if (decimals.length > 2) return { ok: false, code: 'price_decimals' };
  const units = whole.replace(/^0+(?=\d)/, '') || '0';
  if (/^0*$/.test(units + decimals)) return { ok: false, code: 'price_not_positive' };
  if (units.length > 6) return { ok: false, code: 'price_too_high' };
  return { ok: true, price: decimals === '' ? units : `${units}.${decimals.padEnd(2, '0')}` };
}

const marksOf = (text: string) => (text.includes(',') ? marks.de : marks.en);

/** Groups must have three digits: `1,23` is invalid rather than 123. */
function withoutGrouping(text: string, grouping: string, decimal: string): string {
  const [whole = '', ...rest] = text.split(decimal);
  const groups = whole.split(grouping);
  const isGrouped =
    groups.length > 1 && /^\d{1,3}$/.test(groups[0] ?? '') && groups.slice(1).every((g) => /^\d{3}$/.test(g));
  if (groups.length > 1 && !isGrouped) return 'no number';
  return [groups.join(''), ...rest].join('.');
}
