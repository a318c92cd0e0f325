/** A word or phrase that the glossary forbids. */
export interface ForbiddenWord {
  word: string;
  /** The words to use instead. */
  replacement: string;
}

export interface Violation extends ForbiddenWord {
  file: string;
  /** From 1. */
  line: number;
}

export const sectionTitle = "## Words we don't use";

/**
 * Parses the glossary's table of forbidden words. A row may list several words, separated by commas.
 * @throws Error when the section or its rows are missing
 */
export function parseForbiddenWords(glossary: string): ForbiddenWord[] {
  const [, section] = glossary.split(`${sectionTitle}\n`);
  const rows = (section?.split('\n## ', 1)[0] ?? '').matchAll(/^\| ([^|]+) \| ([^|]+) \|$/gm);
  const words = [...rows]
    .slice(1) // The header.
    .flatMap(([, list = '', replacement = '']) => list.split(', ').map((word) => ({ word, replacement })));
  if (words.length === 0) throw new Error(`GLOSSARY.md has no table below "${sectionTitle}"`);
  return words;
}

/** Finds forbidden words line by line, also inside camelCase identifiers. Ignores case. */
export function findForbiddenWords(file: string, text: string, words: readonly ForbiddenWord[]): Violation[] {
  const patterns = words.map((forbidden) => ({ forbidden, pattern: patternOf(forbidden.word) }));
  return text.split('\n').flatMap((line, index) => {
    const separated = line.replace(/([a-z])([A-Z])/g, '$1 $2');
    return patterns
      .filter(({ pattern }) => pattern.test(separated))
      .map(({ forbidden }) => ({ file, line: index + 1, ...forbidden }));
  });
}

const patternOf = (word: string): RegExp => new RegExp(`\\b${word.split(' ').join('[\\s_-]+')}\\b`, 'i');
