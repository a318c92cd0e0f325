import { expect, it } from '@jest/globals';
import { assertChargeable, formatMoney, maxAmountMinor, minAmountMinor } from './money.ts';

it('accepts amounts within the limits, inclusive', () => {
  expect(() => assertChargeable(minAmountMinor, 'usd')).not.toThrow();
  expect(() => assertChargeable(maxAmountMinor, 'usd')).not.toThrow();
  expect(() => assertChargeable(minAmountMinor - 1, 'usd')).toThrow('Amount must be at least $0.50 usd');
  expect(() => assertChargeable(maxAmountMinor + 1, 'usd')).toThrow('Amount must be no more than $999999.99 usd');
});

it('formats cents with two digits', () => {
  expect(formatMoney(1999, 'usd')).toBe('$19.99 usd');
  expect(formatMoney(2005, 'usd')).toBe('$20.05 usd');
});
