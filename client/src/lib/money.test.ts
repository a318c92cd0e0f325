import { describe, expect, it } from '@jest/globals';
import { formatPrice, parsePrice } from './money.ts';

describe('a typed price', () => {
  it.each([
    ['45', '45'],
    [' 19.99 ', '19.99'],
    ['$19.99', '19.99'],
    ['1,234.5', '1234.50'],
    ['.5', '0.50'],
    ['7.', '7'],
    ['007', '7'],
    ['999999.99', '999999.99'],
  ])('reads %j as %s, without a float on the way', (typed, price) => {
    expect(parsePrice(typed)).toEqual({ ok: true, price });
  });

  it.each([
    ['', 'Price is required'],
    ['0', 'Price must be greater than 0'],
    ['0.00', 'Price must be greater than 0'],
    ['-1', 'Price must be greater than 0'],
    ['0.001', 'Price can have at most 2 decimals'],
    ['1000000', 'Price can be at most 999999.99'],
    ['10 or so', 'Price must be a number, such as 45 or 19.99'],
    ['1e3', 'Price must be a number, such as 45 or 19.99'],
    ['1,23', 'Price must be a number, such as 45 or 19.99'],
    ['.', 'Price must be a number, such as 45 or 19.99'],
  ])('refuses %j: %s', (typed, message) => {
    expect(parsePrice(typed)).toEqual({ ok: false, message });
  });
});

it('shows a price with its currency and two decimals', () => {
  expect(formatPrice(1234.5, 'USD')).toBe('$1,234.50');
  expect(formatPrice(20, 'EUR')).toBe('€20.00');
});
