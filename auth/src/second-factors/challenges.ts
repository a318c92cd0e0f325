import { createHmac, type KeyObject, randomBytes } from 'node:crypto';
import { invalidInput } from '@ticketing/common/errors';
import jwt from 'jsonwebtoken';
import { z } from 'zod';
import type { User } from '../domain/user.ts';
import type { SecondFactorKeys } from './keys.ts';

/** What a challenge allows, and nothing else. */
export type ChallengePurpose = 'second-factor' | 'passkey-sign-in' | 'passkey-registration';

/** How long a challenge can be answered, seconds. */
export const challengeSeconds = 300;

export interface Challenge {
  /** 32 random bytes in base64url; what a passkey signs. */
  id: string;
  expiresAt: Date;
}

export interface IssuedChallenge extends Challenge {
  token: string;
}

/** Signed statements that a browser gives back: no row exists until one is answered. */
export interface Challenges {
  /** @param user whose password was verified, or who adds a passkey; null when the answer tells who it is */
  issue(purpose: ChallengePurpose, user: Pick<User, 'id' | 'passwordHash'> | null): IssuedChallenge;
  /**
   * @returns the challenge, and whose it is
   * @throws DomainError challenge_invalid
   */
  read(token: string, purpose: ChallengePurpose): Challenge & { userId: string | null; isOf(user: User): boolean };
}

const claims = z.object({
  jti: z.string(),
  sub: z.string().optional(),
  /** The password that was verified: a challenge ends with it. */
  pwd: z.string().optional(),
  exp: z.number(),
});

export const invalidChallenge = () =>
  invalidInput('challenge_invalid', 'This took too long or was done already; sign in again');

export function createChallenges(keys: SecondFactorKeys, now: () => Date): Challenges {
  const fingerprint = (key: KeyObject, { passwordHash }: Pick<User, 'passwordHash'>) =>
    createHmac('sha256', key).update(passwordHash).digest('base64url');
  return {
    issue(purpose, user) {
      const [{ kid, challenge: key }] = keys;
      const exp = Math.floor(now().getTime() / 1_000) + challengeSeconds;
      const id = randomBytes(32).toString('base64url');
      const subject = user && { sub: user.id, pwd: fingerprint(key, user) };
      const token = jwt.sign({ ...subject, jti: id, exp }, key, {
        algorithm: 'HS256',
        audience: purpose,
        keyid: kid,
        noTimestamp: true,
      });
      return { id, token, expiresAt: new Date(exp * 1_000) };
    },

    read(token, audience) {
      const kid = jwt.decode(token, { complete: true })?.header.kid;
      const key = keys.find((candidate) => candidate.kid === kid)?.challenge;
      if (!key) throw invalidChallenge();
      try {
        const clockTimestamp = Math.floor(now().getTime() / 1_000);
        const { jti, sub, pwd, exp } = claims.parse(
          jwt.verify(token, key, { algorithms: ['HS256'], audience, clockTimestamp }),
        );
        const isOf = (user: User) => user.id === sub && pwd === fingerprint(key, user);
        return { id: jti, expiresAt: new Date(exp * 1_000), userId: sub ?? null, isOf };
      } catch {
        throw invalidChallenge();
      }
    },
  };
}
