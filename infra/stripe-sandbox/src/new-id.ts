import { randomBytes } from 'node:crypto';

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const LENGTH = 24;

/** Returns a random id, e.g. `pi_3Nf…` for `pi_`: 24 base-62 characters, 142 bits. */
export function newId(prefix: string): string {
  let id = prefix;
  while (id.length < prefix.length + LENGTH) {
    for (const byte of randomBytes(LENGTH * 2)) {
      // 248 is the largest multiple of 62 in a byte; larger values would favour the first characters.
      if (byte < 248 && id.length < prefix.length + LENGTH) id += ALPHABET[byte % 62];
    }
  }
  return id;
}
