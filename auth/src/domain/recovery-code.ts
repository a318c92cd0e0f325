import { randomInt } from 'node:crypto';

/** How many an account has after they were created. */
export const recoveryCodeCount = 10;

/** Digits and letters that are not mistaken for each other. Source: Douglas Crockford, "Base 32". */
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';
const characters = 24;
/** Codes of releases before 2026-11-29; they stay valid until they are renewed. */
const formerCharacters = 16;

const grouped = (code: string): string => code.match(/.{4}/g)?.join('-') ?? code;
const newCode = (): string =>
  grouped(Array.from({ length: characters }, () => alphabet[randomInt(alphabet.length)]).join(''));

/** Codes for a lost device, each for one use. A code has 120 random bits, so that a fast hash is enough to store it. */
export const newRecoveryCodes = (): string[] => Array.from({ length: recoveryCodeCount }, newCode);

/** Returns a typed code in the form in which it was created; null when it can't be one. */
export function parseRecoveryCode(typed: string): string | null {
  const code = typed.toLowerCase().replace(/[\s-]/g, '').replaceAll('o', '0').replace(/[il]/g, '1');
  const isComplete = code.length === characters || code.length === formerCharacters;
  return isComplete && [...code].every((character) => alphabet.includes(character)) ? grouped(code) : null;
}
