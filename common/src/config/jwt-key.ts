import { z } from 'zod';
import { required } from './variables.ts';

/** Words of keys that were copied from an example. A random key contains one of them practically never. */
const placeholder =
  /change.?(me|this|it)|replace.?(me|this|by)|place.?holder|secret|password|example|default|your.?(jwt|key)/i;
const minDistinctCharacters = 8;

/** Whether a text repeats a part of itself, such as `abcabcab`. */
const isRepetition = (text: string): boolean =>
  Array.from({ length: text.length / 2 }, (_, at) => at + 1).some((by) => text.startsWith(text.slice(by)));

const isGuessable = (key: string): boolean =>
  placeholder.test(key) || isRepetition(key) || new Set(key).size < minDistinctCharacters;

/**
 * HS256 requires a key at least as long as its hash (RFC 7518, section 3.2). Whoever guesses it can act as anybody, so
 * keys that are not random are refused.
 */
export const jwtKey = () =>
  z
    .string({ error: required })
    .min(32, 'must have at least 32 characters')
    // A shorter one has been reported.
    .refine((key) => key.length < 32 || !isGuessable(key), 'can be guessed; create a key with: openssl rand -hex 32');
