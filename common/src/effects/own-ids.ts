import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { Effect } from './effect.ts';

/** Ids of rows that prove that one of our services has made them. */
export interface OwnIds {
  /** The id of what an effect makes, as a UUID; always the same for the same effect. */
  uuidOf(effect: Effect): string;
  /** The same in the shape of MongoDB's ids. */
  objectIdOf(effect: Effect): string;
  /** Whether an id was made so. One of an earlier version, or of a client's own invention, was not. */
  isOurs(id: string): boolean;
}

/** Bytes of the proof, by the bytes of the id. Who guesses one gets "try again" instead of "not found", and nothing else. */
const proofBytes = new Map([
  [16, 6],
  [12, 4],
]);

/**
 * Makes ids whose last bytes are an HMAC of the others. So another service can tell an id that it has not heard of yet, because
 * the event is still on its way, from one that does not exist.
 * @param secret the key that all services share
 */
export function createOwnIds(secret: string): OwnIds {
  const key = createHmac('sha256', secret).update('ids that prove themselves').digest();
  const proofOf = (seed: Buffer, length: number): Buffer =>
    createHmac('sha256', key).update(seed).digest().subarray(0, length);
  const withProof = (bytes: Buffer): string => {
    const length = proofBytes.get(bytes.length) ?? 0;
    const seed = bytes.subarray(0, bytes.length - length);
    return Buffer.concat([seed, proofOf(seed, length)]).toString('hex');
  };
  return {
    // The version and the variant of a UUID stand in its first ten bytes.
    uuidOf: ({ id }) => withProof(bytesOf(id)).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-'),
    objectIdOf: ({ id }) => withProof(createHash('sha256').update(id).digest().subarray(0, 12)),
    isOurs(id) {
      const bytes = bytesOf(id);
      const length = proofBytes.get(bytes.length);
      if (length === undefined) return false;
      const seed = bytes.subarray(0, bytes.length - length);
      return timingSafeEqual(proofOf(seed, length), bytes.subarray(-length));
    },
  };
}

const bytesOf = (id: string): Buffer => Buffer.from(id.replaceAll('-', ''), 'hex');
