import type { Authentication } from './authentication.ts';

const hourMs = 60 * 60 * 1_000;
/** How long a browser is known as one in which a user has signed in. */
export const deviceLimitMs = 180 * 24 * hourMs;
/** A session that is not used ends after this time. */
export const idleLimitMs = 24 * hourMs;
/** Every session ends after this time, however much it is used. */
export const sessionLimitMs = 30 * 24 * hourMs;

/** Where a session is used from, coarse enough for a list that its owner reads. */
export interface Origin {
  /** Browser and system in plain words; null when the user agent says neither. */
  device: string | null;
  /** The network of the address; null for a private one. */
  network: string | null;
}

/** A signed-in browser or program; also the family of its refresh tokens. */
export interface Session extends Origin, Authentication {
  /** The `sid` of its access tokens. */
  id: string;
  userId: string;
  createdAt: Date;
  lastUsedAt: Date;
  endsAt: Date;
}

/** When a session ends unless it is used again. */
export const endOf = (createdAt: Date, lastUsedAt: Date): Date =>
  new Date(Math.min(lastUsedAt.getTime() + idleLimitMs, createdAt.getTime() + sessionLimitMs));

/** @param of the new session's id, its user, from where and how they signed in */
export const beginSession = (
  { id, userId, device, network, amr, authenticatedAt }: Pick<Session, 'id' | 'userId'> & Origin & Authentication,
  now: Date,
): Session => ({
  id,
  userId,
  device,
  network,
  amr,
  authenticatedAt,
  createdAt: now,
  lastUsedAt: now,
  endsAt: endOf(now, now),
});

export const useSession = (session: Session, origin: Origin, now: Date): Session => ({
  ...session,
  ...origin,
  lastUsedAt: now,
  endsAt: endOf(session.createdAt, now),
});
