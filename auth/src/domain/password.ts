import { invalidInput } from '@ticketing/common/errors';

/**
 * The form that is hashed: the same password typed on another system may be composed of other code points. Unicode
 * NFC, as RFC 8265 (OpaqueString) requires.
 */
export const normalizePassword = (password: string): string => password.normalize('NFC');

/**
 * The forms in which a password may have been hashed, the current one first. They depend on the given password only, so
 * that the time to verify them tells nothing about the account.
 */
export const passwordForms = (password: string): [string, ...string[]] => {
  const current = normalizePassword(password);
  return [current, ...new Set([password, password.normalize('NFD')].filter((form) => form !== current))];
};

/** Marks, formats, separators and controls: what a person can't see. */
const invisible = /[\p{White_Space}\p{Cf}\p{Cc}\p{Mn}\p{Me}\u115F\u1160\u2800\u3164\uFFA0]/gu;
const isBlank = (password: string): boolean => password.replace(invisible, '') === '';

/** Whether a short part is repeated: `aaaaaaaa`, `abcabcabc`. */
const isRepetition = (text: string): boolean => [1, 2, 3, 4].some((by) => text.startsWith(text.slice(by)));

/** Whether each character follows the one before: `abcdefgh`, `98765432`. */
function isSequence(text: string): boolean {
  const codes = [...text].map((character) => character.codePointAt(0) ?? 0);
  const steps = codes.slice(1).map((code, at) => code - (codes[at] ?? 0));
  return new Set(steps).size === 1 && Math.abs(steps[0] ?? 0) <= 1;
}

const decoration = /^[^\p{L}]{0,4}|[^\p{L}]{0,4}$/gu;

/** The product's name and its business: the first words that are guessed here. In lower case, longer ones first. */
const contextWords: readonly string[] = ['marketplace', 'ticketing', 'tickets', 'ticket'];
const contextWord = new RegExp(contextWords.join('|'), 'g');

/** Characters beside context words that make a password as good as any other. */
const minOtherCharacters = 6;

/** Whether a password is little more than words of the product: `ticketing2026`, `TicketPassword`. */
function isFromContext(text: string, isListed: (password: string) => boolean): boolean {
  const rest = text.replace(contextWord, '').replace(/[^\p{L}\p{N}]/gu, '');
  return rest !== text.replace(/[^\p{L}\p{N}]/gu, '') && (rest.length < minOtherCharacters || isListed(rest));
}

/** @param isListed whether a password, in lower case, is on a list of passwords that were found in breaches */
function isCommon(password: string, isListed: (password: string) => boolean): boolean {
  const text = password.normalize('NFKC').toLowerCase();
  if (isListed(text) || isRepetition(text) || isSequence(text) || isFromContext(text, isListed)) return true;
  // `password2026!` is on no list, but is among the first guesses.
  const word = text.replace(decoration, '');
  return word !== text && isListed(word);
}

/**
 * Refuses a new password that is among the first guesses. Length is checked with the input.
 * @throws DomainError password_blank, password_is_email, password_common
 */
export function assertAcceptable(
  { password, email, field }: { password: string; email: string; field: string },
  isListed: (password: string) => boolean,
): void {
  if (isBlank(password)) throw invalidInput('password_blank', 'Password must have visible characters', field);
  const text = password.trim().toLowerCase();
  if (text === email || text === email.slice(0, email.lastIndexOf('@')))
    throw invalidInput('password_is_email', 'Password must not be your email', field);
  if (isCommon(password, isListed))
    throw invalidInput('password_common', 'This password is too common; choose another', field);
}
