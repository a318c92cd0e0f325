import { createSecretKey } from 'node:crypto';
import { parseCookie } from 'cookie';
import type { Request, Response } from 'express';
import jwt from 'jsonwebtoken';
import { z } from 'zod';
import { type PublicKeys, sessionTokens } from '../session-keys/index.ts';
import { latestInstantMs, safeText } from './fields.ts';

/** The signed-in user, as stated by the token. */
export interface SessionUser {
  id: string;
  email: string;
  roles: string[];
  /** Roles of the account that the session lacks because no second factor was given. */
  withheldRoles: string[];
  /** Session id; tokens of other issuers have none. */
  sid: string | null;
  /** Whether the address was confirmed, or another program vouches for it: its tokens don't say. */
  isEmailVerified: boolean;
  /** When the token expires, seconds since the epoch. */
  exp: number;
}

export const sessionCookie = 'session';
/** The same value over https: browsers accept this name only from this host, with `Secure` and for all paths. */
export const hostSessionCookie = '__Host-session';

const name = safeText('must be text').min(1).max(128);
const claims = z
  .object({
    id: name,
    email: z.string(),
    roles: z.array(z.string()).default([]),
    sid: name.nullable().default(null),
    email_verified: z.boolean().catch(true),
    withheld_roles: z.array(z.string()).catch([]),
    // Clamped to the latest instant; a later expiry makes no difference.
    exp: z.number().transform((seconds) => Math.min(Math.floor(seconds), Math.floor(latestInstantMs / 1_000))),
  })
  .transform(
    ({ email_verified: isEmailVerified, withheld_roles: withheldRoles, ...rest }): SessionUser => ({
      ...rest,
      isEmailVerified,
      withheldRoles,
    }),
  );
const cookieValue = z.object({ jwt: z.string() });

/** Returns the different values of all session cookies; a browser sends two of one name when their paths differ. */
function sessionValues({ headers }: Pick<Request, 'headers'>): Set<string> {
  const pairs = (headers.cookie ?? '').split(';').filter((pair) => pair.includes(sessionCookie));
  const values = pairs
    .map((pair) => parseCookie(pair))
    .flatMap(({ [sessionCookie]: plain, [hostSessionCookie]: host }) => [plain, host]);
  return new Set(values.filter((value): value is string => !!value));
}

/**
 * Whether a request has two different sessions. Another host of the site, or somebody on the network, may have set one of
 * them, and it is unknown which.
 */
export const hasConflictingSessions = (req: Request): boolean => sessionValues(req).size > 1;

function tokenOf(req: Request): string | null {
  const [value, ...others] = sessionValues(req);
  if (!value || others.length > 0) return null;
  try {
    return cookieValue.parse(JSON.parse(Buffer.from(value, 'base64').toString('utf8'))).jwt;
  } catch {
    return null;
  }
}

/** Returns the session of a request as a cookie, for a request on behalf of the same user. */
export function sessionOf(headers: Request['headers']): string {
  const [value] = sessionValues({ headers });
  return value ? `${sessionCookie}=${value}` : '';
}

/** Maximum number of cached tokens per process. */
const maxRemembered = 10_000;

export interface VerificationKeys {
  /** Shared with other programs, whose tokens are HS256; absent where only the tokens of auth are accepted. */
  jwtKey?: string;
  /** Of auth, whose tokens are ES256 and name their key. */
  publicKeys?: PublicKeys;
}

/**
 * Creates a reader of the session cookie. It returns null without a cookie or with an invalid token: signed by none of
 * the keys, with an algorithm other than the key's, expired, or without `exp`. Valid tokens are cached until they expire:
 * verifying a signature takes a tenth of the time of a small request.
 */
export function sessionReader(
  { jwtKey, publicKeys = new Map() }: VerificationKeys,
  now = Date.now,
): (req: Request) => SessionUser | null {
  const sharedKey = jwtKey === undefined ? null : createSecretKey(Buffer.from(jwtKey));
  const remembered = new Map<string, SessionUser>();
  const { algorithm, issuer, audience } = sessionTokens;
  const verify = (token: string): unknown => {
    const header = jwt.decode(token, { complete: true })?.header;
    const publicKey = header?.alg === algorithm ? publicKeys.get(header.kid ?? '') : undefined;
    if (publicKey) return jwt.verify(token, publicKey, { algorithms: [algorithm], issuer, audience });
    if (!sharedKey) throw new Error('the token is signed with a key that is not accepted here');
    return jwt.verify(token, sharedKey, { algorithms: ['HS256'] });
  };
  return (req) => {
    const token = tokenOf(req);
    if (!token) return null;
    const known = remembered.get(token);
    if (known && known.exp * 1000 > now()) return known;
    remembered.delete(token);
    try {
      const user = claims.parse(verify(token));
      if (remembered.size >= maxRemembered) remembered.clear();
      remembered.set(token, user);
      return user;
    } catch {
      return null;
    }
  };
}

/** `Secure` follows the request: behind the ingress, X-Forwarded-Proto tells whether it used https. */
const cookieOptions = (res: Response, path = '/') =>
  ({ httpOnly: true, sameSite: 'lax', secure: res.req.secure, path, encode: (value: string) => value }) as const;

export interface NewCookie {
  name: string;
  value: string;
  /** How long the browser keeps it, milliseconds. */
  maxAgeMs: number;
  path?: string;
}

/** Sets a cookie that scripts can't read and other sites can't send with a form. */
export const setCookie = (res: Response, { name: cookieName, value, maxAgeMs, path }: NewCookie): void => {
  res.cookie(cookieName, value, { ...cookieOptions(res, path), maxAge: maxAgeMs });
};

export const clearCookie = (res: Response, cookieName: string, path?: string): void => {
  res.clearCookie(cookieName, cookieOptions(res, path));
};

/** Returns a cookie of the request; null if there is none. */
export const readCookie = (req: Request, cookieName: string): string | null =>
  parseCookie(req.headers.cookie ?? '')[cookieName] || null;

/**
 * Sets the session cookie, over https under both names. It outlives its token, so that a page can tell a session that
 * can be refreshed from none.
 * @param token a JWT with the claims of the contract
 */
export function startSession(res: Response, token: string, maxAgeMs: number): void {
  const value = Buffer.from(JSON.stringify({ jwt: token })).toString('base64');
  setCookie(res, { name: sessionCookie, value, maxAgeMs });
  if (res.req.secure) setCookie(res, { name: hostSessionCookie, value, maxAgeMs });
}

/** Deletes the session cookie. The token stays valid until it is revoked or expires. */
export function clearSession(res: Response): void {
  clearCookie(res, sessionCookie);
  if (res.req.secure) clearCookie(res, hostSessionCookie);
}
