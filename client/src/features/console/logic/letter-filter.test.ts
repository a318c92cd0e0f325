import { describe, expect, it } from '@jest/globals';
import { apiQueryOf, filterIn, pathWith, selectionOf, unreadableFields } from './letter-filter.ts';

const now = Date.parse('2026-01-31T12:00:00Z');

describe('a filter in the address', () => {
  it('is read without what is empty, unknown or given twice', () =>
    expect(filterIn({ search: ' order 7 ', group: '', topic: ['a', 'b'], campaign: 'x', state: 'all' })).toEqual({
      search: 'order 7',
      state: 'all',
    }));

  it('is written back the same', () => {
    const path = pathWith('/ops/letters', { search: 'a b', group: 'tickets' }, { by: 'schema', cursor: undefined });
    expect(path).toBe('/ops/letters?search=a+b&group=tickets&by=schema');
    expect(filterIn(Object.fromEntries(new URL(path, 'http://localhost').searchParams))).toEqual({
      search: 'a b',
      group: 'tickets',
    });
    expect(pathWith('/ops/letters', {})).toBe('/ops/letters');
  });

  it('names the times that can’t be read', () =>
    expect(unreadableFields({ since: '2h', until: 'yesterday' }, now)).toEqual(['until']));
});

describe('the API is asked', () => {
  const asked = (filter: Parameters<typeof apiQueryOf>[0]) => Object.fromEntries(apiQueryOf(filter, now));

  it('for what waits, unless another state is wanted', () => {
    expect(asked({})).toEqual({ state: 'open,failed_again' });
    expect(asked({ state: 'discarded' })).toEqual({ state: 'discarded' });
    expect(asked({ state: 'all' })).toEqual({});
  });

  it('for moments, also when they were given as ages', () =>
    expect(asked({ state: 'all', since: '2h', until: '2026-01-31', schemaId: 'none' })).toEqual({
      schemaId: 'none',
      failedFrom: '2026-01-31T10:00:00.000Z',
      failedUntil: '2026-01-31T00:00:00.000Z',
    }));
});

describe('an action takes', () => {
  it('everything that waits when there is no filter', () => expect(selectionOf({}, now)).toEqual({ all: true }));

  it('what the filter says', () =>
    expect(selectionOf({ group: 'tickets', schemaId: '7', state: 'failed_again', since: '1d' }, now)).toEqual({
      filter: { group: 'tickets', schemaId: 7, states: ['failed_again'], failedFrom: '2026-01-30T12:00:00.000Z' },
    }));

  it('letters without a schema', () =>
    expect(selectionOf({ schemaId: 'none' }, now)).toEqual({ filter: { schemaId: null } }));

  it.each(['all', 'replaying', 'succeeded', 'discarded'])('nothing when the state is %s', (state) =>
    expect(selectionOf({ state }, now)).toBeNull(),
  );
});
