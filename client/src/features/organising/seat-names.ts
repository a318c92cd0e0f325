const number = /^\d{1,4}$/;
const letter = /^[A-Z]$/;
const lowerLetter = /^[a-z]$/;

const codes = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, index) => from + index);

/**
 * Returns the labels from a first to a last one: `A` to `D`, or `1` to `20`.
 * @param last '' for a single row
 * @returns null for what is no range
 */
export function labelRange(first: string, last: string): string[] | null {
  if (last === '' || first === last) return first === '' ? null : [first];
  if (number.test(first) && number.test(last))
    return Number(first) < Number(last) ? codes(Number(first), Number(last)).map(String) : null;
  const isAlphabetic = [letter, lowerLetter].some((kind) => kind.test(first) && kind.test(last));
  if (!isAlphabetic || first > last) return null;
  return codes(first.charCodeAt(0), last.charCodeAt(0)).map((code) => String.fromCharCode(code));
}

/**
 * Parses numbers as people list them: `1-3, 22`.
 * @returns null when something is no number within the limits, or a range goes downwards
 */
export function parseNumbers(text: string, least: number, most: number): Set<number> | null {
  const found = new Set<number>();
  const parts = text.replace(/\s*[-–]\s*/g, '-').split(/[,;\s]+/);
  for (const part of parts.filter(Boolean)) {
    const [, first, last = first] = /^(\d{1,4})(?:-(\d{1,4}))?$/.exec(part) ?? [];
    const [from, to] = [Number(first), Number(last)];
    if (first === undefined || from < least || to > most || from > to) return null;
    for (const each of codes(from, to)) found.add(each);
  }
  return found;
}

/** Writes numbers as {@link parseNumbers} reads them. */
export function listNumbers(numbers: readonly number[]): string {
  const runs: [first: number, last: number][] = [];
  for (const each of [...numbers].sort((one, other) => one - other)) {
    const run = runs.at(-1);
    if (run && run[1] === each - 1) run[1] = each;
    else runs.push([each, each]);
  }
  return runs.map(([first, last]) => (first === last ? String(first) : `${first}-${last}`)).join(', ');
}
