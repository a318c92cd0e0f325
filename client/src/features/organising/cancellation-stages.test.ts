import { expect, it } from '@jest/globals';
import { stagesOf } from './cancellation-stages.ts';

it.each([
  [{ status: 'running', step: 'sales' }, ['current', 'next', 'next']],
  [{ status: 'running', step: 'orders' }, ['current', 'next', 'next']],
  [{ status: 'stuck', step: 'refunds' }, ['done', 'current', 'next']],
  [{ status: 'running', step: 'notices' }, ['done', 'done', 'current']],
  [{ status: 'completed' }, ['done', 'done', 'done']],
] as const)('of %j are %j', (cancellation, states) =>
  expect(stagesOf(cancellation).map(({ state }) => state)).toEqual(states),
);
