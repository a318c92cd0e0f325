import { describe, expect, it } from '@jest/globals';
import { conditionsOf, searchTextOf, searchWordsOf } from './search-key.ts';

const wordsOf = (...parts: (string | null)[]) => searchWordsOf(searchTextOf(...parts));

describe('the words of a listing', () => {
  it('come from all its fields, without case and accents, each once', () => {
    expect(wordsOf('Café del Mar', null, 'IBIZA', 'ibiza')).toEqual(['cafe', 'del', 'mar', 'ibiza']);
  });

  it('start after signs and at them', () => {
    expect(wordsOf('AC/DC (live)')).toEqual(['ac/dc', '/dc', 'dc', '(live)', 'live)', ')']);
  });

  it('start at every character in scripts without blanks', () => {
    expect(wordsOf('東京公演')).toEqual(['東京公演', '京公演', '公演', '演']);
  });

  it('are cut, but never inside a character', () => {
    expect(wordsOf('x'.repeat(200))).toEqual(['x'.repeat(32)]);
    expect(wordsOf(`${'x'.repeat(31)}𝕏𐐀`).every((word) => word.isWellFormed())).toBe(true);
  });
});

describe('a query', () => {
  it('matches word prefixes, with signs taken literally', () => {
    expect(conditionsOf(' Café  .* ')).toEqual([
      { searchWords: { $regex: '^cafe' } },
      { searchWords: { $regex: '^\\.\\*' } },
    ]);
    expect(conditionsOf(' ')).toEqual([]);
  });

  it('with a word longer than the index also compares the text', () => {
    const word = 'x'.repeat(40);
    expect(conditionsOf(word)).toEqual([
      { searchWords: { $regex: `^${'x'.repeat(32)}` } },
      { searchText: { $regex: word } },
    ]);
  });
});
