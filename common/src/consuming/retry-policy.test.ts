import { describe, expect, it } from '@jest/globals';
import { PermanentError, ruleViolated } from '../errors/index.ts';
import { nextStep, remainingDelayMs } from './retry-policy.ts';

const delaysMs = [5_000, 30_000];
const bug = new TypeError('a bug');

describe('nextStep', () => {
  it('returns a longer delay per attempt and dead-letters after the last tier', () => {
    expect(nextStep(bug, 1, delaysMs)).toEqual({ kind: 'retry', tier: 0, delayMs: 5_000 });
    expect(nextStep(bug, 2, delaysMs)).toEqual({ kind: 'retry', tier: 1, delayMs: 30_000 });
    expect(nextStep(bug, 3, delaysMs)).toEqual({ kind: 'deadLetter' });
  });

  it.each([
    ['a permanent error', new PermanentError('undecodable', 'no')],
    ['a rule', ruleViolated('never', 'no')],
  ])('dead-letters %s immediately', (_, error) => {
    expect(nextStep(error, 1, delaysMs)).toEqual({ kind: 'deadLetter' });
  });
});

describe('remainingDelayMs', () => {
  it('returns the time until the message is due', () => expect(remainingDelayMs('1500', 5_000, 1_000)).toBe(500));
  it('returns ≤ 0 for an overdue message', () => expect(remainingDelayMs('500', 5_000, 1_000)).toBeLessThanOrEqual(0));
  it('never exceeds the tier’s delay when the writer’s clock was ahead', () =>
    expect(remainingDelayMs('3600000', 5_000, 1_000)).toBe(5_000));
  it.each([[undefined], ['soon']])('returns ≤ 0 for %s', (notBefore) =>
    expect(remainingDelayMs(notBefore, 5_000, 1_000)).toBe(0),
  );
});
