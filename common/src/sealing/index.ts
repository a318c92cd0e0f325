import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { CompactEncrypt, compactDecrypt } from 'jose';
import { z } from 'zod';
import { keySet, type PublicJwk, privateJwk, publicJwk } from '../ec-keys/index.ts';

/** JWE with a fresh key per message (RFC 7516, RFC 7518 section 4.6); see ADR 30. */
const algorithms = { alg: 'ECDH-ES', enc: 'A256GCM' } as const;
/** The length of a sealed text tells the length of its content in steps of this size only. Bytes. */
const padTo = 256;

/** The key that seals; public. */
export interface SealingKey {
  kid: string;
  publicKey: KeyObject;
}
/** The keys that open, by `kid`. */
export type OpeningKeys = ReadonlyMap<string, KeyObject>;

/** A sealed text that none of the keys opens, or that is about something else. */
export class CannotOpen extends Error {
  override readonly name = 'CannotOpen';
}

const toSealingKey = ({ kid, kty, crv, x, y }: PublicJwk): SealingKey => ({
  kid,
  publicKey: createPublicKey({ key: { kty, crv, x, y }, format: 'jwk' }),
});

/** NOTIFICATIONS_PUBLIC_KEY: seals what only notifications may read. */
export const sealingKey = () =>
  z.string({ error: 'is required' }).transform((text, context): SealingKey => {
    try {
      return toSealingKey(publicJwk.parse(JSON.parse(text)));
    } catch {
      context.addIssue({ code: 'custom', message: 'must be a JSON Web Key on P-256 with a kid' });
      return z.NEVER;
    }
  });

/** NOTIFICATIONS_PRIVATE_KEYS: opens it. Old keys stay as long as something sealed to them is kept. */
export const openingKeys = () =>
  keySet(
    privateJwk,
    (keys): OpeningKeys =>
      new Map(
        keys.map(({ kid, kty, crv, x, y, d }) => [
          kid,
          createPrivateKey({ key: { kty, crv, x, y, d }, format: 'jwk' }),
        ]),
      ),
  );

/** The value of NOTIFICATIONS_PUBLIC_KEY that belongs to a key pair. */
export const publicPartOf = ({ kid, kty, crv, x, y }: PublicJwk): PublicJwk => ({ kid, kty, crv, x, y });

/** Encrypts JSON for the owner of a key. @param about what it belongs to; it can't be moved to something else */
export type Seal = (content: unknown, about: string) => Promise<string>;

export const createSeal =
  ({ kid, publicKey }: SealingKey): Seal =>
  (content, about) => {
    const text = Buffer.from(JSON.stringify(content));
    // JSON may end in spaces.
    const padded = Buffer.alloc(Math.ceil(text.length / padTo) * padTo, ' ');
    text.copy(padded);
    return new CompactEncrypt(padded).setProtectedHeader({ ...algorithms, kid, sub: about }).encrypt(publicKey);
  };

/** Decrypts what a {@link Seal} has encrypted. @throws CannotOpen */
export type Open = (sealed: string, about: string) => Promise<unknown>;

export const createOpen =
  (keys: OpeningKeys): Open =>
  async (sealed, about) => {
    const keyOf = ({ kid = '' }: { kid?: string }): KeyObject => {
      const key = keys.get(kid);
      if (!key) throw new Error('no such key');
      return key;
    };
    const options = { keyManagementAlgorithms: [algorithms.alg], contentEncryptionAlgorithms: [algorithms.enc] };
    try {
      const { plaintext, protectedHeader } = await compactDecrypt(sealed, keyOf, options);
      if (protectedHeader.sub !== about) throw new Error('it is about something else');
      return JSON.parse(Buffer.from(plaintext).toString());
    } catch (cause) {
      throw new CannotOpen('a sealed text could not be opened', { cause });
    }
  };
