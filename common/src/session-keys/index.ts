import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { keySet, type PrivateJwk, type PublicJwk, privateJwk, publicJwk } from '../ec-keys/index.ts';

/** Claims of the tokens that auth signs, and the algorithm; see ADR 26. */
export const sessionTokens = { algorithm: 'ES256', issuer: 'ticketing-auth', audience: 'ticketing' } as const;

export interface SigningKey {
  kid: string;
  privateKey: KeyObject;
}

/** Verification keys by `kid`. */
export type PublicKeys = ReadonlyMap<string, KeyObject>;

/** A key set for a variable or for publication (RFC 7517). */
export const publicKeySet = (keys: readonly PublicJwk[]) => ({
  keys: keys.map(({ kid, kty, crv, x, y }) => ({ kid, kty, crv, x, y, alg: sessionTokens.algorithm, use: 'sig' })),
});

export const toPublicKeys = (keys: readonly PublicJwk[]): PublicKeys =>
  new Map(
    keys.map(({ kid, kty, crv, x, y }) => [kid, createPublicKey({ key: { kty, crv, x, y }, format: 'jwk' })] as const),
  );

/** @throws when the private part does not belong to the public one: every service would refuse what it signs */
function toSigningKey({ kid, kty, crv, x, y, d }: PrivateJwk): SigningKey {
  const privateKey = createPrivateKey({ key: { kty, crv, x, y, d }, format: 'jwk' });
  const publicKey = createPublicKey({ key: { kty, crv, x, y }, format: 'jwk' });
  const probe = Buffer.from('probe');
  if (!verify('sha256', probe, publicKey, sign('sha256', probe, privateKey))) throw new Error('not a pair');
  return { kid, privateKey };
}

/** SESSION_PUBLIC_KEYS: verifies the tokens of auth. Without it, only tokens signed with JWT_KEY are accepted. */
export const sessionPublicKeys = () => keySet(publicJwk, toPublicKeys).default(() => new Map());

export interface SessionPrivateKeys {
  /** The first key; the others are published until the tokens that they signed have expired, or before they sign. */
  signing: SigningKey;
  published: PublicJwk[];
}

/** SESSION_PRIVATE_KEYS: the keys of auth. Without it, auth signs with JWT_KEY. */
export const sessionPrivateKeys = () =>
  keySet(privateJwk, (keys): SessionPrivateKeys => {
    const [signing] = keys.map(toSigningKey);
    if (!signing) throw new Error('no keys');
    return { signing, published: keys };
  }).optional();
