import { describe, expect, it } from '@jest/globals';
import { failpointNames } from '@ticketing/common/failpoints';
import { faults } from '../../src/faults/catalogue/index.ts';
import { chooseFaults, parseOptions, UsageError } from '../../src/faults/options.ts';

const names = faults.map(({ name }) => name);

describe('the catalogue', () => {
  it('has unique names', () => {
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
  });

  it('covers every failpoint', () => {
    for (const failpoint of failpointNames) expect(names).toContain(`at-${failpoint.replace('.', '-')}`);
  });
});

describe('--only', () => {
  it('selects all faults by default', () => {
    expect(chooseFaults([])).toEqual(names);
  });

  it('accepts names and prefixes, in the order of a round', () => {
    expect(chooseFaults(['redis-kill', 'kafka-*'])).toEqual([
      'kafka-stop',
      'kafka-kill',
      'kafka-freeze',
      'kafka-outage',
      'redis-kill',
    ]);
  });

  it('rejects a pattern that matches no fault, and names it', () => {
    expect(() => chooseFaults(['kafka-kill', 'zookeeper-*'])).toThrow(
      new UsageError('unknown fault zookeeper-*; --list shows the faults'),
    );
  });
});

describe('options', () => {
  it('default to one round of everything with a random seed', () => {
    expect(parseOptions([])).toMatchObject({ rounds: 1, only: [], seed: undefined, isLong: false, resumes: false });
  });

  it.each([
    ['--rounds', '0'],
    ['--rounds', 'many'],
    ['--seed', '-7'],
    ['--sead', '7'],
    ['--patience', '0'],
  ])('refuses %s %s', (...args) => {
    expect(() => parseOptions(args)).toThrow(UsageError);
  });
});
