import { createSecretKey } from 'node:crypto';
import { parseCookie } from 'cookie';
import type { Request, Response } from 'express';
import jwt from 'jsonwebtoken';
import { z } from 'zod';
import { latestInstantMs, safeText } from './fields.ts';

/** The signed-in user, as stated by the token. */
export interface SessionUser {
  id: string;
  email: string;
  roles: string[];
  /** Session id; tokens of other issuers have none. */
  sid: string | null;
  /** When the token expires, seconds since the epoch. */
  exp: number;
}

export const sessionCookie = 'session';
export const sessionLifetimeSeconds = 24 * 60 * 60;

const name = safeText('must be text').min(1).max(128);
const claims = z.object({
  id: name,
  email: z.string(),
  roles: z.array(z.string()).default([]),
  sid: name.nullable().default(null),
  // Clamped to the latest instant; a later expiry makes no difference.
  exp: z.number().transform((seconds) => Math.min(Math.floor(seconds), Math.floor(latestInstantMs / 1_000))),
});
const cookieValue = z.object({ jwt: z.string() });

function tokenOf(req: Request): string | null {
  const value = parseCookie(req.headers.cookie ?? '')[sessionCookie];
  if (!value) return null;
  try {
    return cookieValue.parse(JSON.parse(Buffer.from(value, 'base64').toString('utf8'))).jwt;
  } catch {
    return null;
  }
}

/** Maximum number of cached tokens per process. */
const maxRemembered = 10_000;

/**
 * Creates a reader of the session cookie. It returns null without a cookie or with an invalid token: wrong key, an
 * algorithm other than HS256, expired, or without `exp`. Valid tokens are cached until they expire: verifying a
 * signature takes a tenth of the time of a small request.
 */
export function sessionReader(jwtKey: string, now = Date.now): (req: Request) => SessionUser | null {
  const key = createSecretKey(Buffer.from(jwtKey));
  const remembered = new Map<string, SessionUser>();
  return (req) => {
    const token = tokenOf(req);
    if (!token) return null;
    const known = remembered.get(token);
    if (known && known.exp * 1000 > now()) return known;
    remembered.delete(token);
    try {
      const user = claims.parse(jwt.verify(token, key, { algorithms: ['HS256'] }));
      if (remembered.size >= maxRemembered) remembered.clear();
      remembered.set(token, user);
      return user;
    } catch {
      return null;
    }
  };
}

export interface NewSession {
  id: string;
  email: string;
  roles: string[];
  sid: string;
}

/** `Secure` follows the request: behind the ingress, X-Forwarded-Proto tells whether it used https. */
const cookieOptions = (res: Response) =>
  ({ httpOnly: true, sameSite: 'lax', secure: res.req.secure, path: '/', encode: (value: string) => value }) as const;

/**
 * Sets the session cookie: a signed token (JWT, HS256) that is valid for {@link sessionLifetimeSeconds}.
 * @param key at least 32 characters
 */
export function startSession(res: Response, session: NewSession, key: string): void {
  const token = jwt.sign(session, key, { algorithm: 'HS256', expiresIn: sessionLifetimeSeconds });
  const value = Buffer.from(JSON.stringify({ jwt: token })).toString('base64');
  res.cookie(sessionCookie, value, { ...cookieOptions(res), maxAge: sessionLifetimeSeconds * 1000 });
}

/** Deletes the session cookie. The token stays valid until it is revoked or expires. */
export const clearSession = (res: Response): void => {
  res.clearCookie(sessionCookie, cookieOptions(res));
};
