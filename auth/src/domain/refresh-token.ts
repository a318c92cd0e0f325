import { createHash, createHmac, randomBytes } from 'node:crypto';

/**
 * How long a used refresh token is answered with its successor: several tabs refresh at once, and a response can be
 * lost. Milliseconds.
 */
export const repeatToleranceMs = 10_000;

export interface RefreshToken {
  /** Null until it is exchanged for its successor. */
  usedAt: Date | null;
}

/**
 * - `rotate`: the first use.
 * - `repeat`: the same use again; answered with the same successor.
 * - `reuse`: somebody else has it, and it is unknown which of the two is its owner.
 * - `ended`: the session is over.
 */
export type RefreshDecision = 'rotate' | 'repeat' | 'reuse' | 'ended';

export function decideRefresh({ usedAt }: RefreshToken, session: { endsAt: Date }, now: Date): RefreshDecision {
  if (session.endsAt <= now) return 'ended';
  if (!usedAt) return 'rotate';
  return now.getTime() - usedAt.getTime() <= repeatToleranceMs ? 'repeat' : 'reuse';
}

const random = (): string => randomBytes(32).toString('base64url');
export const newRefreshToken = random;
/** Proves that a user has signed in with this browser before; no session. */
export const newDeviceToken = random;
/** What a token's successor is derived with; stored with the used token. */
export const newSalt = random;

/** The stored form. A token has 256 random bits, so a fast hash is enough. */
export const hashOf = (token: string): string => createHash('sha256').update(token).digest('base64url');

/**
 * Returns the token that replaces this one. A repeat derives the same successor, although the database holds only
 * hashes: it would otherwise open a second branch of the family, whose theft nobody would notice.
 */
export const successorOf = (token: string, salt: string): string =>
  createHmac('sha256', salt).update(token).digest('base64url');
