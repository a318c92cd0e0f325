/** Removes case and accents, so that "cafe" finds "Café". */
const folded = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase();

const separator = '·';

/** Joins a listing's searchable fields to one text. */
export const searchTextOf = (...parts: (string | null)[]): string =>
  folded(parts.filter((part) => part !== null).join(` ${separator} `));

/** Indexed characters per word; longer words are also compared with the text. */
const indexedCharacters = 32;

/**
 * Word starts inside a chunk without blanks: after or before a sign ("AC/DC"), and at every character of scripts that
 * don't separate words.
 */
const wordBegins =
  /(?<=[\p{L}\p{N}])(?=[^\p{L}\p{N}])|(?<=[^\p{L}\p{N}])(?=[\p{L}\p{N}])|(?=[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}])/gu;

const splitAtBlanks = (text: string): string[] => text.split(/\s+/).filter(Boolean);

/** Returns the distinct word prefixes of a search text, for the index. */
export function searchWordsOf(searchText: string): string[] {
  const words = new Set<string>();
  for (const chunk of splitAtBlanks(searchText)) {
    if (chunk === separator) continue;
    const begins = [0, ...[...chunk.matchAll(wordBegins)].map(({ index }) => index)];
    for (const begin of begins) words.add(beginningOf(chunk.slice(begin)));
  }
  return [...words];
}

/** Cuts a word, but never inside a surrogate pair. */
const beginningOf = (word: string): string => {
  const beginning = word.slice(0, indexedCharacters);
  return beginning.isWellFormed() ? beginning : beginning.slice(0, -1);
};

const escapeRegExp = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/**
 * Returns conditions that a matching listing must all satisfy: each query word is the prefix of one of its words, in
 * any order. An anchored pattern without flags is an index range scan.
 */
export function conditionsOf(query: string) {
  return splitAtBlanks(folded(query)).flatMap((word) => {
    const beginning = beginningOf(word);
    const begins = { searchWords: { $regex: `^${escapeRegExp(beginning)}` } };
    return beginning === word ? [begins] : [begins, { searchText: { $regex: escapeRegExp(word) } }];
  });
}
