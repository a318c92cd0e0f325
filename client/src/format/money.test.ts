import { describe, expect, it } from '@jest/globals';
import { parsePrice } from './money.ts';

describe('a typed price', () => {
  it.each([
    ['45', '45'],
    [' 19.99 ', '19.99'],
    ['$19.99', '19.99'],
    ['19,99', '19.99'],
    ['1,234.5', '1234.50'],
    ['.5', '0.50'],
    ['7.', '7'],
    ['007', '7'],
    ['999999.99', '999999.99'],
  ])('parses %j as %s, exactly', (typed, price) => {
    expect(parsePrice(typed, 'en')).toEqual({ ok: true, price });
  });

  it.each([
    ['19,99', '19.99'],
    ['19.99', '19.99'],
    ['1.234,50', '1234.50'],
    ['1.234', '1234'],
    ['45 $', '45'],
  ])('parses %j as %s in German', (typed, price) => {
    expect(parsePrice(typed, 'de')).toEqual({ ok: true, price });
  });

  it.each([
    ['', 'price_missing'],
    ['0', 'price_not_positive'],
    ['0.00', 'price_not_positive'],
    ['-1', 'price_not_positive'],
    ['0.001', 'price_decimals'],
    ['1000000', 'price_too_high'],
    ['10 or so', 'price_not_a_number'],
    ['1e3', 'price_not_a_number'],
    ['1,2345', 'price_not_a_number'],
    ['1.2.3', 'price_not_a_number'],
    ['.', 'price_not_a_number'],
  ])('rejects %j: %s', (typed, code) => {
    expect(parsePrice(typed, 'en')).toEqual({ ok: false, code });
  });
});
