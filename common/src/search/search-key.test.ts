import { describe, expect, it } from '@jest/globals';
import { folded, foldedSpelledOut } from './folding.ts';
import { conditionsOf, matcherOf, searchFieldsOf } from './search-key.ts';
import { neighboursOf } from './typos.ts';

const wordsOf = (...parts: (string | null)[]) => searchFieldsOf(...parts).searchWords;

describe('folding', () => {
  it.each([
    ['STRASSE', 'Straße'],
    ['STRAẞE', 'Straße'],
    ['lodz', 'Łódź'],
    ['Orsted', 'Ørsted'],
    ['Thordis', 'Þórdís'],
    ['AErosmith', 'Ærosmith'],
    ['istanbul', 'İstanbul'],
    ['diyarbakir', 'Diyarbakır'],
    ['ΟΔΥΣΣΕΑΣ', 'Οδυσσέας'],
    ['οδοσ', 'Οδός'],
    ['ΗΛΕΚΤΡΑ', 'Ηλέκτρα'],
    ['елка', 'Ёлка'],
    ['ЧАЙКОВСКИЙ', 'Чайковский'],
    ["O'Brien", 'O’Brien'],
    ["O'Brien", 'OʼBrien'],
    ['rock-n-roll', 'rock‑n–roll'],
    ['ﬁne', 'fine'],
    ['nai\u0308ve', 'naïve'],
    ['co\u00adoperation', 'cooperation'],
  ])('takes %s and %s for the same', (typed, listed) => {
    expect(folded(typed)).toBe(folded(listed));
  });

  it.each([
    ['чаика', 'чайка'],
    ['कि', 'का'],
    ['か', 'が'],
  ])('tells %s and %s apart', (one, other) => {
    expect(folded(one)).not.toBe(folded(other));
  });

  it('spells umlauts out as German does', () => {
    expect([foldedSpelledOut('MÜLLER'), foldedSpelledOut('Muller')]).toEqual(['mueller', null]);
  });
});

describe('the words of a listing', () => {
  it('come from all its fields, without case and accents, each once', () => {
    expect(wordsOf('Café del Mar', null, 'IBIZA', 'ibiza')).toEqual(['cafe', 'del', 'mar', 'ibiza']);
  });

  it('start after signs and at them', () => {
    expect(wordsOf('AC/DC (live)')).toEqual(['ac/dc', '/dc', 'dc', '(live)', 'live)', ')']);
  });

  it('are joined over apostrophes and hyphens, too', () => {
    expect(wordsOf('O’Brien')).toEqual(expect.arrayContaining(["o'brien", 'brien', 'obrien']));
  });

  it('start at every character in scripts without blanks', () => {
    expect(wordsOf('東京公演')).toEqual(['東京公演', '京公演', '公演', '演']);
  });

  it('are cut, but never inside a character', () => {
    expect(wordsOf('x'.repeat(200))).toEqual(['x'.repeat(32)]);
    expect(wordsOf(`${'x'.repeat(31)}𝕏𐐀`).every((word) => word.isWellFormed())).toBe(true);
  });
});

describe('a copy in memory', () => {
  it.each([
    ['', 'São Paulo', true],
    ['pau sao', 'São Paulo', true],
    ['aulo', 'São Paulo', false],
    ['sao paris', 'São Paulo', false],
    ['zue', 'Zürich', true],
    ['zu', 'Zürich', true],
    [`${'x'.repeat(32)}y`, 'x'.repeat(40), false],
    ['x'.repeat(40), 'x'.repeat(40), true],
  ])('is searched like the database: %s in %s', (query, name, isFound) => {
    expect(matcherOf(query)(searchFieldsOf(name))).toBe(isFound);
  });
});

describe('a typo', () => {
  const share = (typed: string, listed: string) => {
    const keys = new Set(neighboursOf(listed));
    return neighboursOf(typed).some((key) => keys.has(key));
  };

  it.each([
    ['a missing letter', 'satelites', 'satellites'],
    ['an added letter', 'operra', 'opera'],
    ['a wrong letter', 'simphony', 'symphony'],
    ['two swapped letters', 'ochrestra', 'orchestra'],
    ['a wrong first letter', 'vestival', 'festival'],
    ['in Greek', 'ηλεκτα', 'ηλεκτρα'],
    ['in Cyrillic', 'чаиковский', 'чайковский'],
  ])('of %s is forgiven', (_name, typed, listed) => {
    expect(share(typed, listed)).toBe(true);
  });

  it.each([
    ['two letters', 'simfony', 'symphony'],
    ['a short word', 'acd', 'abd'],
    ['another year', '2027', '2028'],
    ['a script without blanks', '東京公演', '東京公園'],
  ])('of %s is not', (_name, typed, listed) => {
    expect(share(typed, listed)).toBe(false);
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

  it('takes a hyphen for a blank, and an umlaut for both of its spellings', () => {
    expect(conditionsOf('hip–hop')).toEqual([{ searchWords: { $regex: '^hip' } }, { searchWords: { $regex: '^hop' } }]);
    expect(conditionsOf('Müller')).toEqual([
      { $or: [{ searchWords: { $regex: '^muller' } }, { searchWords: { $regex: '^mueller' } }] },
    ]);
  });

  it('with a word longer than the index also compares the text', () => {
    const word = 'x'.repeat(40);
    expect(conditionsOf(word)).toEqual([
      { $and: [{ searchWords: { $regex: `^${'x'.repeat(32)}` } }, { searchText: { $regex: word } }] },
    ]);
  });
});
