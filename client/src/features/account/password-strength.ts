import { minPasswordLength } from './password-length.ts';

export const strengths = ['short', 'weak', 'fair', 'strong'] as const;
export type Strength = (typeof strengths)[number];

const classes: readonly (readonly [RegExp, number])[] = [
  [/\p{Ll}/u, 26],
  [/\p{Lu}/u, 26],
  [/\p{N}/u, 10],
  [/[^\p{L}\p{N}]/u, 33],
];

/**
 * Estimates how hard a password is to guess, for a person who chooses one: by its different characters and their kinds.
 * It does not know common passwords; the server refuses those.
 */
export function strengthOf(password: string): Strength {
  if (password.length < minPasswordLength) return 'short';
  const pool = classes.reduce((size, [pattern, add]) => size + (pattern.test(password) ? add : 0), 0);
  const bits = new Set(password.toLowerCase()).size * Math.log2(Math.max(2, pool));
  if (bits < 45) return 'weak';
  return bits < 65 ? 'fair' : 'strong';
}
