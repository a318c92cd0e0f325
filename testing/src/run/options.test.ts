import { expect, it } from '@jest/globals';
import { parseTestOptions, suites, UsageError } from './options.ts';

it('selects every suite when none is named; the slow one only with --full', () => {
  const usual = [...suites, 'system', 'attacks'];
  expect(parseTestOptions([])).toEqual({ isFull: false, isSecured: false, helps: false, chosen: usual });
  expect(parseTestOptions(['--secure', 'system'])).toMatchObject({ isSecured: true, chosen: ['system'] });
  expect(parseTestOptions(['--full']).chosen).toEqual([...usual, 'contract']);
  expect(parseTestOptions(['contract']).chosen).toEqual(['contract']);
});

it('selects the named suites, wherever the options are', () => {
  expect(parseTestOptions(['orders', '--full', 'system'])).toEqual({
    isFull: true,
    isSecured: false,
    helps: false,
    chosen: ['orders', 'system'],
  });
});

it.each([[['order']], [['--ful']]])('refuses %j', (args) => {
  expect(() => parseTestOptions(args)).toThrow(UsageError);
});
