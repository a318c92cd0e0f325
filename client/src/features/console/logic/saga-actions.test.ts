import { describe, expect, it } from '@jest/globals';
import type { Saga } from '../api/schemas.ts';
import { retryObstacle, stepsToUndo, undoObstacle } from './saga-actions.ts';
import { someStep } from './saga-fixture.ts';

type Judged = Pick<Saga, 'status' | 'actions' | 'error' | 'diagram'>;
const allowed = { retry: true, compensate: true };
const refused = { retry: false, compensate: false };
const error = { step: 'seats', code: 'cancelled' };

describe('an action that the API allows', () => {
  const saga: Judged = { status: 'stuck', actions: allowed, error: null, diagram: '' };
  it('has no obstacle', () => expect([retryObstacle(saga), undoObstacle(saga)]).toEqual([null, null]));
});

it.each<[string, Partial<Judged>, string, string]>([
  ['has ended', { status: 'compensated', error }, 'over', 'over'],
  ['is past its pivot', {}, 'atWork', 'pastPivot'],
  ['is being undone', { status: 'compensating', error }, 'atWork', 'undoing'],
  ['is stuck while it is undone', { status: 'stuck', error }, 'atWork', 'undoing'],
  ['runs under an unknown version', { status: 'stuck', diagram: null }, 'unknown', 'unknown'],
])('says when a saga %s', (_, state, retry, undo) => {
  const saga: Judged = { status: 'running', actions: refused, error: null, diagram: '', ...state };
  expect([retryObstacle(saga), undoObstacle(saga)]).toEqual([retry, undo]);
});

it('undoes what may have happened, in reverse', () => {
  const steps = [
    someStep('seats', { state: 'succeeded' }),
    someStep('check', { state: 'succeeded', canBeUndone: false }),
    someStep('manifest', { state: 'sent' }),
    someStep('payment'),
  ];
  expect(stepsToUndo(steps).map(({ name }) => name)).toEqual(['manifest', 'seats']);
});
