import { folded, foldedSpelledOut } from './folding.ts';
import { neighboursOf } from './typos.ts';

const separator = '·';

/** Indexed characters per word; longer words are also compared with the text. */
const indexedCharacters = 32;

/**
 * Word starts inside a chunk without blanks: after or before a sign ("AC/DC"), and at every character of scripts that
 * don't separate words.
 */
const wordBegins =
  /(?<=[\p{L}\p{N}])(?=[^\p{L}\p{N}])|(?<=[^\p{L}\p{N}])(?=[\p{L}\p{N}])|(?=[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}])/gu;

const splitAtBlanks = (text: string): string[] => text.split(/\s+/).filter(Boolean);

/** Cuts a word, but never inside a surrogate pair. */
const beginningOf = (word: string): string => {
  const beginning = word.slice(0, indexedCharacters);
  return beginning.isWellFormed() ? beginning : beginning.slice(0, -1);
};

/** Returns the distinct word prefixes of a folded text. A word with signs is also indexed without them ("obrien"). */
function wordsOf(text: string): string[] {
  const words = new Set<string>();
  for (const chunk of splitAtBlanks(text)) {
    if (chunk === separator) continue;
    const begins = [0, ...[...chunk.matchAll(wordBegins)].map(({ index }) => index)];
    for (const begin of begins) words.add(beginningOf(chunk.slice(begin)));
    const joined = chunk.replace(/['-]/g, '');
    if (joined !== '') words.add(beginningOf(joined));
  }
  return [...words];
}

/** What the database indexes of a listing. */
export interface SearchFields {
  /** The folded text, for words that are longer than the index. */
  searchText: string;
  searchWords: string[];
  /** Every whole word with each of its letters left out, to find it despite a typo. */
  searchTypos: string[];
  /** Format of these fields. Rows of an earlier format are converted at the service's start. */
  searchFormat: number;
}

/** Raised when the same listing gets other fields. */
export const searchFormat = 2;

/** Returns the search fields of a listing's texts. */
export function searchFieldsOf(...parts: (string | null)[]): SearchFields {
  const text = parts.filter((part) => part !== null).join(` ${separator} `);
  const searchText = folded(text);
  const spelledOut = foldedSpelledOut(text);
  const texts = spelledOut === null ? [searchText] : [searchText, spelledOut];
  const wholeWords = texts.flatMap((each) => each.replace(/['-]/g, '').match(/[\p{L}\p{N}]+/gu) ?? []);
  return {
    searchText,
    searchWords: [...new Set(texts.flatMap(wordsOf))],
    searchTypos: [...new Set(wholeWords.flatMap(neighboursOf))],
    searchFormat,
  };
}

const escapeRegExp = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** A query's words; a hyphen separates them like a blank, so "hip-hop" finds "hip hop". */
const queryWords = (query: string): string[] => splitAtBlanks(query.replace(/-/g, ' '));

/** An anchored pattern without flags is an index range scan. */
function prefixConditionOf(word: string) {
  const beginning = beginningOf(word);
  const begins = { searchWords: { $regex: `^${escapeRegExp(beginning)}` } };
  return beginning === word ? begins : { $and: [begins, { searchText: { $regex: escapeRegExp(word) } }] };
}

function conditionOf(word: string, isForgiving: boolean) {
  const keys = isForgiving ? neighboursOf(word.replace(/'/g, '')) : [];
  return keys.length === 0
    ? prefixConditionOf(word)
    : { $or: [prefixConditionOf(word), { searchTypos: { $in: keys } }] };
}

/**
 * Returns conditions that a matching listing must all satisfy: each query word is the prefix of one of its words, in
 * any order; forgiving, also a whole word with one typo.
 */
export function conditionsOf(query: string, { isForgiving = false } = {}) {
  const words = queryWords(folded(query));
  const spelledOut = queryWords(foldedSpelledOut(query) ?? '');
  return words.map((word, index) => {
    const other = spelledOut[index];
    const condition = conditionOf(word, isForgiving);
    return other === undefined || other === word ? condition : { $or: [condition, conditionOf(other, isForgiving)] };
  });
}

/**
 * Returns what {@link conditionsOf} asks of a document, without typos, as a test of its fields: for a copy in memory.
 * @param query blank for all
 */
export function matcherOf(query: string): (fields: Pick<SearchFields, 'searchText' | 'searchWords'>) => boolean {
  const words = queryWords(folded(query));
  const spelledOut = queryWords(foldedSpelledOut(query) ?? '');
  return ({ searchText, searchWords }) => {
    const has = (word: string): boolean => {
      const beginning = beginningOf(word);
      return (
        searchWords.some((each) => each.startsWith(beginning)) && (beginning === word || searchText.includes(word))
      );
    };
    return words.every((word, index) => has(word) || has(spelledOut[index] ?? word));
  };
}

/** Whether a forgiving search could find more. */
export const isForgivable = (query: string): boolean =>
  queryWords(folded(query)).some((word) => neighboursOf(word).length > 0);
