import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import { readArguments } from './index.ts';

const command = {
  usage: 'Measures things: npm run measure -- [thing …] [--quick]',
  options: { quick: { type: 'boolean' } },
  choices: { what: 'thing', names: ['apples', 'pears'] },
} as const;

let printed: string[];
beforeEach(() => {
  printed = [];
  const print = (text: unknown) => printed.push(String(text)) > 0;
  jest.spyOn(process.stdout, 'write').mockImplementation(print);
  jest.spyOn(process.stderr, 'write').mockImplementation(print);
  jest.spyOn(process, 'exit').mockImplementation((code) => {
    throw new Error(`exit ${code}`);
  });
});
afterEach(() => {
  jest.restoreAllMocks();
});

it('returns options and choices', () => {
  expect(readArguments(command, ['pears', '--quick'])).toEqual({ values: { quick: true }, chosen: ['pears'] });
  expect(readArguments({ usage: 'x' }, [])).toEqual({ values: {}, chosen: [] });
  expect(readArguments(command, []).chosen).toEqual(['apples', 'pears']);
});

it.each([['--help'], ['-h'], ['pears', '--help']])('shows the usage on %s', (...args) => {
  expect(() => readArguments(command, args)).toThrow('exit 0');
  expect(printed).toEqual([`${command.usage}\n`]);
});

it.each([
  [['--quik'], "Unknown option '--quik'"],
  [['plums', 'pears'], 'unknown thing plums; there are apples, pears'],
])('refuses %j, with the usage', (args, problem) => {
  expect(() => readArguments(command, args)).toThrow('exit 64');
  expect(printed.join('')).toContain(problem);
  expect(printed.join('')).toContain(command.usage);
});

it('refuses any argument of a command that takes none', () => {
  expect(() => readArguments({ usage: 'Does it.' }, ['now'])).toThrow('exit 64');
});
