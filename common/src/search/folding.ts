/** Letters that Unicode does not decompose, as people type them on a keyboard without them. */
const letters: Record<string, string> = {
  ...{ ß: 'ss', ł: 'l', ø: 'o', đ: 'd', ð: 'd', þ: 'th', æ: 'ae', œ: 'oe', ı: 'i', ħ: 'h', ŋ: 'n', ŧ: 't', ĸ: 'k' },
  // The final sigma is the same letter.
  ς: 'σ',
};
const undecomposed = new RegExp(`[${Object.keys(letters).join('')}]`, 'gu');

/** Letters of their own in Cyrillic, unlike ё, which is written е as well. */
const cyrillicLetters: Record<string, string> = {
  'и\u0306': 'й',
  'у\u0306': 'ў',
  'і\u0308': 'ї',
  'г\u0301': 'ѓ',
  'к\u0301': 'ќ',
};
const decomposedCyrillic = new RegExp(Object.keys(cyrillicLetters).join('|'), 'gu');

/**
 * Accents, which belong to the letter before them, and the points of Hebrew and Arabic. Marks of other scripts, such as
 * the vowels of Devanagari and the sound marks of Japanese, are letters to their readers.
 */
const accents = /(?![\u3099\u309a])\p{Script=Inherited}|[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7]/gu;

const apostrophes = /[\u2018\u2019\u201b\u02b9\u02bb\u02bc\u02bd\u2032\u00b4\u0060\uff07]/gu;
const hyphens = /[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]/gu;
/** Invisible, in the middle of words. */
const softHyphens = /[\u00ad\u200b\u2060\ufeff]/gu;

/**
 * Removes what people leave out or type differently: case, accents, typographic apostrophes and hyphens. "STRASSE"
 * becomes what "Straße" becomes.
 */
export const folded = (text: string): string =>
  text
    // Before it decomposes to a blank with an accent.
    .replace(apostrophes, "'")
    .replace(softHyphens, '')
    .normalize('NFKD')
    .toLowerCase()
    .normalize('NFKD')
    .replace(decomposedCyrillic, (letter) => cyrillicLetters[letter] ?? letter)
    .replace(accents, '')
    .replace(undecomposed, (letter) => letters[letter] ?? letter)
    .replace(apostrophes, "'")
    .replace(hyphens, '-');

const umlauts: Record<string, string> = { ä: 'ae', ö: 'oe', ü: 'ue' };

/** The same with umlauts as German spells them out: "Mueller" for "Müller". @returns null without umlauts */
export function foldedSpelledOut(text: string): string | null {
  const composed = text.normalize('NFC').toLowerCase();
  const spelled = composed.replace(/[äöü]/g, (letter) => umlauts[letter] ?? letter);
  return spelled === composed ? null : folded(spelled);
}
