import { describe, expect, it } from '@jest/globals';
import { selectionTerms } from './selection-terms.ts';

describe('a selection', () => {
  it('by ids is described by its ids', () => expect(selectionTerms({ ids: ['a', 'b'] })).toEqual({ ids: ['a', 'b'] }));

  it('by filter is described by its terms', () =>
    expect(selectionTerms({ filter: { group: 'tickets', states: ['open', 'failed_again'], schemaId: null } })).toEqual({
      terms: [
        { name: 'group', value: 'tickets' },
        { name: 'states', value: 'open, failed_again' },
        { name: 'schemaId', value: 'none' },
      ],
    }));

  it('of all letters has no terms', () => expect(selectionTerms({ filter: {} })).toEqual({ terms: [] }));
  it.each([null, 'all', { query: 1 }])('is not described: %j', (given) => expect(selectionTerms(given)).toBeNull());
});
