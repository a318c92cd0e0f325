export const MAX_PRICE = '999999.99';

/** @param price major units, as on HTTP */
export function formatPrice(price: number, currency: string): string {
  return new Intl.NumberFormat('en-US', { style: 'currency', currency }).format(price);
}

export type ParsedPrice = { ok: true; price: string } | { ok: false; message: string };

/**
 * A typed price as the decimal string the API takes. It stays text on purpose: a float on the way would make
 * 19.99 into something close to it. Rules: above 0, at most 999999.99, at most two decimals.
 */
export function parsePrice(typed: string): ParsedPrice {
  const text = typed.trim().replace(/^\$\s*/, '');
  if (text === '') return { ok: false, message: 'Price is required' };
  if (/^-/.test(text)) return { ok: false, message: 'Price must be greater than 0' };
  if (!/^(\d{1,3}(,\d{3})+|\d+)(\.\d*)?$|^\.\d+$/.test(text)) {
    return { ok: false, message: 'Price must be a number, such as 45 or 19.99' };
  }
  const [whole = '', decimals = ''] = text.replaceAll(',', '').split('.');
  if (decimals.length > 2) return { ok: false, message: 'Price can have at most 2 decimals' };
  const units = whole.replace(/^0+(?=\d)/, '') || '0';
  if (/^0*$/.test(units + decimals)) return { ok: false, message: 'Price must be greater than 0' };
  if (units.length > 6) return { ok: false, message: `Price can be at most ${MAX_PRICE}` };
  return { ok: true, price: decimals === '' ? units : `${units}.${decimals.padEnd(2, '0')}` };
}
