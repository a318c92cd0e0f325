import { readFileSync, writeFileSync } from 'node:fs';

/** A source of this checkout that a test edits. The edits are harmless to what else runs, and are undone. */
export interface EditedFile {
  /** Replaces the original's first `part`. */
  replace(part: string, by: string): void;
  restore(): void;
  /** Counted from 0, as debuggers do. */
  lineOf(part: string): number;
}

export function openToEdit(file: string): EditedFile {
  const original = readFileSync(file, 'utf8');
  return {
    replace: (part, by) => {
      if (!original.includes(part)) throw new Error(`${file} has no ${part}`);
      writeFileSync(file, original.replace(part, by));
    },
    restore: () => writeFileSync(file, original),
    lineOf: (part) => original.slice(0, original.indexOf(part)).split('\n').length - 1,
  };
}
