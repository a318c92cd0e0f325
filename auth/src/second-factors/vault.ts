import { CompactEncrypt, compactDecrypt } from 'jose';
import type { SecondFactorKeys } from './keys.ts';

/** JWE with a key that both sides have (RFC 7516; RFC 7518, section 4.5). */
const algorithms = { alg: 'dir', enc: 'A256GCM' } as const;

/** Encrypts the secrets of authenticator apps, which the server must be able to read again, for the database. */
export interface Vault {
  /** @param userId whose secret it is; it can't be moved to another account */
  seal(secret: string, userId: string): Promise<string>;
  /** @throws Error when the key is unknown or the secret is someone else's */
  open(sealed: string, userId: string): Promise<string>;
}

export function createVault(keys: SecondFactorKeys): Vault {
  const [{ kid, sealing }] = keys;
  const byKid = new Map(keys.map((key) => [key.kid, key.sealing]));
  return {
    seal: (secret, userId) =>
      new CompactEncrypt(Buffer.from(secret)).setProtectedHeader({ ...algorithms, kid, sub: userId }).encrypt(sealing),

    async open(sealed, userId) {
      const { plaintext, protectedHeader } = await compactDecrypt(
        sealed,
        ({ kid: used = '' }) => {
          const key = byKid.get(used);
          if (!key) throw new Error('SECOND_FACTOR_KEYS lacks the key of a secret');
          return key;
        },
        { keyManagementAlgorithms: [algorithms.alg], contentEncryptionAlgorithms: [algorithms.enc] },
      );
      if (protectedHeader.sub !== userId) throw new Error('a secret belongs to another account');
      return Buffer.from(plaintext).toString();
    },
  };
}
