import { describe, expect, it } from '@jest/globals';
import { apiQueryOf, filterIn, pathWith, selectionOf, unreadableFields } from './letter-filter.ts';

const now = Date.parse('2026-01-31T12:00:00Z');

describe('a filter in the address', () => {
  it('ignores parameters that are empty, unknown or repeated', () =>
    expect(filterIn({ search: ' order 7 ', group: '', topic: ['a', 'b'], campaign: 'x', state: 'all' })).toEqual({
      search: 'order 7',
      state: 'all',
    }));

  it('is unchanged after parsing and formatting', () => {
    const path = pathWith('/ops/letters', { search: 'a b', group: 'tickets' }, { by: 'schema', cursor: undefined });
    expect(path).toBe('/ops/letters?search=a+b&group=tickets&by=schema');
    expect(filterIn(Object.fromEntries(new URL(path, 'http://localhost').searchParams))).toEqual({
      search: 'a b',
      group: 'tickets',
    });
    expect(pathWith('/ops/letters', {})).toBe('/ops/letters');
  });

  it('names invalid times', () =>
    expect(unreadableFields({ since: '2h', until: 'yesterday' }, now)).toEqual(['until']));
});

describe('the API query', () => {
  const query = (filter: Parameters<typeof apiQueryOf>[0]) => apiQueryOf(filter, now);

  it('selects waiting letters unless a state is given', () => {
    expect(query({})).toEqual({ state: 'open,failed_again' });
    expect(query({ state: 'discarded' })).toEqual({ state: 'discarded' });
    expect(query({ state: 'all' })).toEqual({});
  });

  it('has absolute times, also when ages were given', () =>
    expect(query({ state: 'all', since: '2h', until: '2026-01-31', schemaId: 'none' })).toEqual({
      schemaId: 'none',
      failedFrom: '2026-01-31T10:00:00.000Z',
      failedUntil: '2026-01-31T00:00:00.000Z',
    }));
});

describe('an action’s selection', () => {
  it('is every waiting letter without a filter', () => expect(selectionOf({}, now)).toEqual({ all: true }));

  it('is what the filter selects', () =>
    expect(selectionOf({ group: 'tickets', schemaId: '7', state: 'failed_again', since: '1d' }, now)).toEqual({
      filter: { group: 'tickets', schemaId: 7, states: ['failed_again'], failedFrom: '2026-01-30T12:00:00.000Z' },
    }));

  it('can be letters without a schema', () =>
    expect(selectionOf({ schemaId: 'none' }, now)).toEqual({ filter: { schemaId: null } }));

  it.each(['all', 'replaying', 'succeeded', 'discarded'])('is empty when the state is %s', (state) =>
    expect(selectionOf({ state }, now)).toBeNull(),
  );
});
