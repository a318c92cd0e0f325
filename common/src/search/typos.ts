/** Shorter words have too many neighbours that mean something else. */
const minLetters = 4;
/** Longer words would have too many keys. */
const maxLetters = 24;

/** Scripts without blanks, whose words can't be told apart. */
const unseparated =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/u;

/**
 * Returns a word and the word without each of its letters. Two words share one of these keys if they differ by one
 * letter that is missing, added, wrong, or swapped with its neighbour, so that a lookup of a few keys finds what a
 * comparison with every word would. Source: Garbe, "SymSpell" (symmetric delete), with distance 1.
 * @returns no key for a word whose typos are not forgiven
 */
export function neighboursOf(word: string): string[] {
  const letters = Array.from(word);
  if (letters.length < minLetters || letters.length > maxLetters || !/^[\p{L}\p{N}]+$/u.test(word)) return [];
  // Numbers are years, rows and seats: another one is another thing.
  if (unseparated.test(word) || /^\p{N}+$/u.test(word)) return [];
  return [...new Set([word, ...letters.map((_, at) => letters.toSpliced(at, 1).join(''))])];
}
