/** Case and accents make no difference to who searches: "Café" is found by "cafe". */
const folded = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase();

const separator = '·';

/** Everything of a listing that a search looks into, as one text. */
export const searchTextOf = (...parts: (string | null)[]): string =>
  folded(parts.filter((part) => part !== null).join(` ${separator} `));

/** Characters of a word that an index has; longer words are compared with the text as well. */
const indexedCharacters = 32;

/**
 * Where a word begins inside of what is written without blanks: after or before a sign ("AC/DC"), and at every character of
 * scripts that put no blanks between words.
 */
const wordBegins =
  /(?<=[\p{L}\p{N}])(?=[^\p{L}\p{N}])|(?<=[^\p{L}\p{N}])(?=[\p{L}\p{N}])|(?=[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}])/gu;

const splitAtBlanks = (text: string): string[] => text.split(/\s+/).filter(Boolean);

/** What an index has of a search text: the beginnings of its words, each once. */
export function searchWordsOf(searchText: string): string[] {
  const words = new Set<string>();
  for (const chunk of splitAtBlanks(searchText)) {
    if (chunk === separator) continue;
    const begins = [0, ...[...chunk.matchAll(wordBegins)].map(({ index }) => index)];
    for (const begin of begins) words.add(beginningOf(chunk.slice(begin)));
  }
  return [...words];
}

/** Not within a pair of surrogates: half a character is no text. */
const beginningOf = (word: string): string => {
  const beginning = word.slice(0, indexedCharacters);
  return beginning.isWellFormed() ? beginning : beginning.slice(0, -1);
};

const escapeRegExp = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/**
 * Conditions that all hold for the listings that a query finds: each of its words begins a word there, in any order. A pattern
 * that is anchored and has no flags is a range of the index.
 */
export function conditionsOf(query: string) {
  return splitAtBlanks(folded(query)).flatMap((word) => {
    const beginning = beginningOf(word);
    const begins = { searchWords: { $regex: `^${escapeRegExp(beginning)}` } };
    return beginning === word ? [begins] : [begins, { searchText: { $regex: escapeRegExp(word) } }];
  });
}
