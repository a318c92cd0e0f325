import type { PublicJwk } from '@ticketing/common/ec-keys';
import { type PublicKeys, type SessionPrivateKeys, sessionTokens, toPublicKeys } from '@ticketing/common/session-keys';
import jwt from 'jsonwebtoken';
import type { User } from '../domain/user.ts';

/** Signs short-lived tokens that every service accepts without asking auth. */
export interface AccessTokens {
  sign(user: Pick<User, 'id' | 'email' | 'roles' | 'emailVerifiedAt'>, sid: string, now: Date): string;
  lifetimeSeconds: number;
  /** Verify the tokens; none when they are signed with the shared key. */
  published: readonly PublicJwk[];
  publicKeys: PublicKeys;
}

export interface AccessTokenOptions {
  jwtKey: string;
  /** Without it, tokens are signed with the shared key, as programs expect that know no other. */
  keys: SessionPrivateKeys | undefined;
  lifetimeSeconds: number;
}

export function createAccessTokens({ jwtKey, keys, lifetimeSeconds }: AccessTokenOptions): AccessTokens {
  const { algorithm, issuer, audience } = sessionTokens;
  const published = keys?.published ?? [];
  return {
    lifetimeSeconds,
    published,
    publicKeys: toPublicKeys(published),
    sign({ id, email, roles, emailVerifiedAt }, sid, now) {
      const iat = Math.floor(now.getTime() / 1_000);
      const email_verified = emailVerifiedAt !== null;
      const claims = { id, email, email_verified, roles, sid, iat, exp: iat + lifetimeSeconds };
      return keys
        ? jwt.sign(claims, keys.signing.privateKey, { algorithm, issuer, audience, keyid: keys.signing.kid })
        : jwt.sign(claims, jwtKey, { algorithm: 'HS256' });
    },
  };
}
