import { expect, it } from '@jest/globals';
import { filterChoices } from './filter-choices.ts';

const on = (group: string, topic: string) => ({ name: '', group, topic, open: 0, oldestAt: null, topErrors: [] });

it('offers every consumer and topic once, in order', () => {
  const value = [on('tickets', 'b'), on('orders', 'b'), on('tickets', 'a')];
  const answer = { ok: true, value, status: 200, headers: new Headers() } as const;
  expect(filterChoices(answer)).toEqual({ groups: ['orders', 'tickets'], topics: ['a', 'b'] });
});

it('offers nothing while ops is unavailable', () =>
  expect(filterChoices({ ok: false, problem: { kind: 'unreachable' } })).toEqual({ groups: [], topics: [] }));
