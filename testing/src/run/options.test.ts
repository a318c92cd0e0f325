import { expect, it } from '@jest/globals';
import { parseTestOptions, suites, UsageError } from './options.ts';

it('selects every suite when none is named', () => {
  expect(parseTestOptions([])).toEqual({ isFull: false, helps: false, chosen: [...suites, 'system'] });
});

it('selects the named suites, wherever the options are', () => {
  expect(parseTestOptions(['orders', '--full', 'system'])).toEqual({
    isFull: true,
    helps: false,
    chosen: ['orders', 'system'],
  });
});

it.each([[['order']], [['--ful']]])('refuses %j', (args) => {
  expect(() => parseTestOptions(args)).toThrow(UsageError);
});
