import { describe, expect, it } from '@jest/globals';
import { selectionTerms } from './selection-terms.ts';

describe('a selection', () => {
  it('is its ids', () => expect(selectionTerms({ ids: ['a', 'b'] })).toEqual({ ids: ['a', 'b'] }));

  it('is what its letters have in common', () =>
    expect(selectionTerms({ filter: { group: 'tickets', states: ['open', 'failed_again'], schemaId: null } })).toEqual({
      terms: [
        { name: 'group', value: 'tickets' },
        { name: 'states', value: 'open, failed_again' },
        { name: 'schemaId', value: 'none' },
      ],
    }));

  it('of everything has no terms', () => expect(selectionTerms({ filter: {} })).toEqual({ terms: [] }));
  it.each([null, 'all', { query: 1 }])('is not %j', (given) => expect(selectionTerms(given)).toBeNull());
});
