import type { PublicJwk } from '@ticketing/common/ec-keys';
import { type PublicKeys, type SessionPrivateKeys, sessionTokens, toPublicKeys } from '@ticketing/common/session-keys';
import jwt from 'jsonwebtoken';
import { rolesInSession } from '../domain/authentication.ts';
import type { Session } from '../domain/session.ts';
import type { User } from '../domain/user.ts';

/** Signs short-lived tokens that every service accepts without asking auth. */
export interface AccessTokens {
  sign(
    user: Pick<User, 'id' | 'email' | 'roles' | 'emailVerifiedAt'>,
    session: Pick<Session, 'id' | 'amr'>,
    now: Date,
  ): string;
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
  /** REQUIRE_SECOND_FACTOR_FOR_OPERATORS */
  operatorsNeedSecondFactor: boolean;
}

export function createAccessTokens({
  jwtKey,
  keys,
  lifetimeSeconds,
  operatorsNeedSecondFactor,
}: AccessTokenOptions): AccessTokens {
  const { algorithm, issuer, audience } = sessionTokens;
  const published = keys?.published ?? [];
  return {
    lifetimeSeconds,
    published,
    publicKeys: toPublicKeys(published),
    sign({ id, email, roles: ofAccount, emailVerifiedAt }, { id: sid, amr }, now) {
      const iat = Math.floor(now.getTime() / 1_000);
      const email_verified = emailVerifiedAt !== null;
      const { roles, withheldRoles } = rolesInSession(ofAccount, amr, operatorsNeedSecondFactor);
      const claims = {
        ...{ id, email, email_verified, roles, amr, sid, iat, exp: iat + lifetimeSeconds },
        ...(withheldRoles.length > 0 && { withheld_roles: withheldRoles }),
      };
      return keys
        ? jwt.sign(claims, keys.signing.privateKey, { algorithm, issuer, audience, keyid: keys.signing.kid })
        : jwt.sign(claims, jwtKey, { algorithm: 'HS256' });
    },
  };
}
