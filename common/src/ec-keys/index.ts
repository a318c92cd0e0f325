import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { z } from 'zod';

/** Public P-256 key (RFC 7517). */
export const publicJwk = z.object({
  kid: z.string().min(1).max(128),
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: z.string(),
  y: z.string(),
});
export const privateJwk = publicJwk.extend({ d: z.string() });
export type PublicJwk = z.infer<typeof publicJwk>;
export type PrivateJwk = z.infer<typeof privateJwk>;

/** Creates a key pair, as a JWK with its private part. */
export function newEcKey(): PrivateJwk {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return privateJwk.parse({ ...privateKey.export({ format: 'jwk' }), kid: randomUUID() });
}

/** Parses a key set in a variable. Messages never contain the value. */
export const keySet = <Jwk extends PublicJwk, Parsed>(jwk: z.ZodType<Jwk>, convert: (keys: Jwk[]) => Parsed) =>
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
