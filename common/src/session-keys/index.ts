import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomUUID,
  sign,
  verify,
} from 'node:crypto';
import { z } from 'zod';

/** Claims of the tokens that auth signs, and the algorithm; see ADR 26. */
export const sessionTokens = { algorithm: 'ES256', issuer: 'ticketing-auth', audience: 'ticketing' } as const;

const publicJwk = z.object({
  kid: z.string().min(1).max(128),
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: z.string(),
  y: z.string(),
});
const privateJwk = publicJwk.extend({ d: z.string() });
export type PublicJwk = z.infer<typeof publicJwk>;
export type PrivateJwk = z.infer<typeof privateJwk>;

export interface SigningKey {
  kid: string;
  privateKey: KeyObject;
}

/** Verification keys by `kid`. */
export type PublicKeys = ReadonlyMap<string, KeyObject>;

/** Creates a key pair, as a JWK with its private part. */
export function newSessionKey(): PrivateJwk {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return privateJwk.parse({ ...privateKey.export({ format: 'jwk' }), kid: randomUUID() });
}

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

/** Parses a key set in a variable. Messages never contain the value. */
const keySet = <Jwk extends PublicJwk, Parsed>(jwk: z.ZodType<Jwk>, convert: (keys: Jwk[]) => Parsed) =>
  z.string().transform((text, context): Parsed => {
    try {
      const { keys } = z.object({ keys: z.array(jwk).min(1) }).parse(JSON.parse(text));
      if (new Set(keys.map(({ kid }) => kid)).size < keys.length) throw new Error('a kid occurs twice');
      return convert(keys);
    } catch {
      context.addIssue({ code: 'custom', message: 'must be a JSON Web Key Set of P-256 keys, each with its own kid' });
      return z.NEVER;
    }
  });

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
