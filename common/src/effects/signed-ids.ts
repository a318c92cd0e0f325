import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { derivedKey } from '../derived-keys/index.ts';
import type { Effect } from './effect.ts';

/** Creates and verifies ids that carry a proof of origin: an HMAC. */
export interface SignedIds {
  /** Derives a UUID from an effect; the same effect always yields the same id. */
  uuidOf(effect: Effect): string;
  /** Derives an id in MongoDB's format. */
  objectIdOf(effect: Effect): string;
  /** Whether an id carries a valid signature. Ids of earlier versions and invented ids do not. */
  isSigned(id: string): boolean;
}

/** Bytes of the signature, by the bytes of the id. A guessed signature only turns "not found" into "try again". */
const signatureBytes = new Map([
  [16, 6],
  [12, 4],
]);

/**
 * Creates signed ids: their last bytes are an HMAC of the others. So another service can tell an id whose event is
 * still in flight from an id that does not exist.
 * @param secret the key shared by all services
 */
export function createSignedIds(secret: string): SignedIds {
  const key = derivedKey(secret, 'ids that prove themselves');
  const signatureOf = (seed: Buffer, length: number): Buffer =>
    createHmac('sha256', key).update(seed).digest().subarray(0, length);
  const withSignature = (bytes: Buffer): string => {
    const length = signatureBytes.get(bytes.length) ?? 0;
    const seed = bytes.subarray(0, bytes.length - length);
    return Buffer.concat([seed, signatureOf(seed, length)]).toString('hex');
  };
  return {
    // The version and variant bits of a UUID are in its first ten bytes.
    uuidOf: ({ id }) => withSignature(bytesOf(id)).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-'),
    objectIdOf: ({ id }) => withSignature(createHash('sha256').update(id).digest().subarray(0, 12)),
    isSigned(id) {
      const bytes = bytesOf(id);
      const length = signatureBytes.get(bytes.length);
      if (length === undefined) return false;
      const seed = bytes.subarray(0, bytes.length - length);
      return timingSafeEqual(signatureOf(seed, length), bytes.subarray(-length));
    },
  };
}

const bytesOf = (id: string): Buffer => Buffer.from(id.replaceAll('-', ''), 'hex');
