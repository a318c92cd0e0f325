import { expect, it } from '@jest/globals';
import { isFreshStep } from './totp-step.ts';

it.each([
  [101, 100, true],
  [100, 100, false],
  [99, 100, false],
  [null, 100, false],
])('a code of step %j after step %j: %j', (step, lastStep, isFresh) =>
  expect(isFreshStep(step, lastStep)).toBe(isFresh),
);
