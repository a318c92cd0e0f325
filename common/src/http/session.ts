import { createSecretKey } from 'node:crypto';
import { parseCookie } from 'cookie';
import type { Request, Response } from 'express';
import jwt from 'jsonwebtoken';
import { z } from 'zod';
import { latestInstantMs, safeText } from './fields.ts';

/** Who is signed in, as the token says. */
export interface SessionUser {
  id: string;
  email: string;
  roles: string[];
  /** Session id; tokens minted by other programs have none. */
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
  // Beyond what is an instant everywhere, it makes no difference.
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

/** Tokens remembered by a process, at most. */
const maxRemembered = 10_000;

/**
 * Reads the user of a request's session cookie; null when there is none or its token is not valid: another key or
 * algorithm than HS256, expired, or without `exp`. A token that was valid is remembered until it expires: its signature
 * does not change, and checking it is a tenth of the work of a small request.
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

/** `Secure` follows the request: behind the ingress, X-Forwarded-Proto says whether it came over https. */
const cookieOptions = (res: Response) =>
  ({ httpOnly: true, sameSite: 'lax', secure: res.req.secure, path: '/', encode: (value: string) => value }) as const;

export function startSession(res: Response, session: NewSession, key: string): void {
  const token = jwt.sign(session, key, { algorithm: 'HS256', expiresIn: sessionLifetimeSeconds });
  const value = Buffer.from(JSON.stringify({ jwt: token })).toString('base64');
  res.cookie(sessionCookie, value, { ...cookieOptions(res), maxAge: sessionLifetimeSeconds * 1000 });
}

export const clearSession = (res: Response): void => {
  res.clearCookie(sessionCookie, cookieOptions(res));
};
