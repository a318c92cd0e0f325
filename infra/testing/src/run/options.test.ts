import { expect, it } from '@jest/globals';
import { parseTestOptions, suites, UsageError } from './options.ts';

it('takes every suite when none is named', () => {
  expect(parseTestOptions([])).toEqual({ isFull: false, helps: false, chosen: [...suites, 'system'] });
});

it('takes those that are named, wherever the options stand', () => {
  expect(parseTestOptions(['orders', '--full', 'system'])).toEqual({
    isFull: true,
    helps: false,
    chosen: ['orders', 'system'],
  });
});

it.each([[['order']], [['--ful']]])('refuses %j', (args) => {
  expect(() => parseTestOptions(args)).toThrow(UsageError);
});
