import { describe, expect, it } from '@jest/globals';
import { PermanentError, ruleViolated } from '../errors/index.ts';
import { nextStep, remainingDelayMs } from './retry-policy.ts';

const delaysMs = [5_000, 30_000];
const bug = new TypeError('a bug');

describe('a message that failed by itself', () => {
  it('waits longer after every attempt, and is dead-lettered after the last tier', () => {
    expect(nextStep(bug, 1, delaysMs)).toEqual({ kind: 'retry', tier: 0, delayMs: 5_000 });
    expect(nextStep(bug, 2, delaysMs)).toEqual({ kind: 'retry', tier: 1, delayMs: 30_000 });
    expect(nextStep(bug, 3, delaysMs)).toEqual({ kind: 'deadLetter' });
  });

  it.each([
    ['a permanent error', new PermanentError('undecodable', 'no')],
    ['a rule', ruleViolated('never', 'no')],
  ])('is dead-lettered at once by %s', (_, error) => {
    expect(nextStep(error, 1, delaysMs)).toEqual({ kind: 'deadLetter' });
  });
});

describe('a message of a retry topic', () => {
  it('waits until it is due', () => expect(remainingDelayMs('1500', 5_000, 1_000)).toBe(500));
  it('waits no longer when it is overdue', () => expect(remainingDelayMs('500', 5_000, 1_000)).toBeLessThanOrEqual(0));
  it('waits at most its tier when the clock that wrote it was ahead', () =>
    expect(remainingDelayMs('3600000', 5_000, 1_000)).toBe(5_000));
  it.each([[undefined], ['soon']])('is tried at once when it says %s', (notBefore) =>
    expect(remainingDelayMs(notBefore, 5_000, 1_000)).toBe(0),
  );
});
