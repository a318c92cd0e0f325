import { expect, it } from '@jest/globals';
import { isReturnable, judge } from './unknown-charge.ts';

const orderId = '6a4f3a4e-5a0c-4f0e-9d2b-0d5c8f1f2a11';

it.each([
  ['order_unknown', null, true],
  ['order_ended', { status: 'cancelled' }, true],
  ['order_ended', { status: 'complete' }, true],
  ['order_open', { status: 'created' }, false],
] as const)('a charge is %s when its order is %j', (verdict, order, returnable) => {
  expect(judge({ orderId }, order)).toBe(verdict);
  expect(isReturnable(verdict)).toBe(returnable);
});

it('leaves a charge that another program made', () => {
  expect(judge({ orderId: null }, null)).toBe('not_ours');
  expect(isReturnable('not_ours')).toBe(false);
});
