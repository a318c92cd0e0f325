import { describe, expect, it } from '@jest/globals';
import { failpointNames } from '@ticketing/common/failpoints';
import { faults } from '../../src/faults/catalogue/index.ts';
import { chooseFaults, parseOptions, UsageError } from '../../src/faults/options.ts';

const names = faults.map(({ name }) => name);

describe('the catalogue', () => {
  it('has a name for each fault, and no name twice', () => {
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
  });

  it('strikes at every failpoint', () => {
    for (const failpoint of failpointNames) expect(names).toContain(`at-${failpoint.replace('.', '-')}`);
  });
});

describe('--only', () => {
  it('means all faults when it is left out', () => {
    expect(chooseFaults([])).toEqual(names);
  });

  it('takes names and beginnings, in the order of a round', () => {
    expect(chooseFaults(['redis-kill', 'kafka-*'])).toEqual([
      'kafka-stop',
      'kafka-kill',
      'kafka-freeze',
      'kafka-away',
      'redis-kill',
    ]);
  });

  it('refuses what means no fault, by its name', () => {
    expect(() => chooseFaults(['kafka-kill', 'zookeeper-*'])).toThrow(
      new UsageError('no fault zookeeper-*; --list shows them'),
    );
  });
});

describe('options', () => {
  it('have defaults: one round of everything with a drawn seed', () => {
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
