import { expect, it } from '@jest/globals';
import { actionsOf } from './actions.ts';
import { bookJourney } from './booking.fixture.ts';
import type { Saga } from './saga.ts';

const definition = bookJourney();
type State = Pick<Saga, 'status' | 'direction' | 'step' | 'waitsFor' | 'alarm'>;
const atWork: State = { status: 'running', direction: 'forward', step: 'seats', waitsFor: 'reply', alarm: null };
const over: Partial<State> = { step: null, waitsFor: null };

it.each<[string, Partial<State>, string[]]>([
  ['that waits for an answer can be undone', {}, ['compensate']],
  ['that waits for its next attempt can be retried, too', { waitsFor: 'retry' }, ['retry', 'compensate']],
  ['at its pivot can be undone when that has a compensation', { step: 'payment' }, ['compensate']],
  ['past its pivot can only be retried', { step: 'issue', waitsFor: 'retry' }, ['retry']],
  ['that is being undone can only be retried', { direction: 'backward', waitsFor: 'retry' }, ['retry']],
  [
    'that is parked can be retried',
    { status: 'stuck', alarm: { step: 'seats', code: 'definition_failed' } },
    ['retry', 'compensate'],
  ],
  ['that is completed cannot be changed', { ...over, status: 'completed' }, []],
  ['that is compensated cannot be changed', { ...over, status: 'compensated', direction: 'backward' }, []],
])('a saga %s', (_, state, expected) => {
  const actions = actionsOf(definition, { ...atWork, ...state });
  expect(Object.entries(actions).flatMap(([name, isAllowed]) => (isAllowed ? [name] : []))).toEqual(expected);
});

it('nothing can be done here with a version that this program does not have', () => {
  expect(actionsOf(null, { ...atWork, waitsFor: 'retry' })).toEqual({ retry: false, compensate: false });
});
