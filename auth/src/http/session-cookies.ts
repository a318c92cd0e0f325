import { clearCookie, clearSession, readCookie, setCookie, startSession } from '@ticketing/common/http';
import type { Request, Response } from 'express';
import type { AccessTokens } from '../tokens/access-token.ts';
import type { GrantedSession } from '../use-cases/begin-session.ts';

const refreshCookie = 'refresh';
/** Only auth gets the refresh token. */
const refreshPath = '/api/users';

/** The outcome of a refresh by redirect, for the page that it returns to; see `get-users-refresh.ts`. */
const outcomeCookie = 'session_refresh';

export const readRefreshToken = (req: Request): string | null => readCookie(req, refreshCookie);

/** Sets the cookies of a session, the access token's first. */
export function setSessionCookies(
  res: Response,
  accessTokens: AccessTokens,
  { user, session, refreshToken }: GrantedSession,
): void {
  const maxAgeMs = session.endsAt.getTime() - session.lastUsedAt.getTime();
  startSession(res, accessTokens.sign(user, session.id, new Date()), maxAgeMs);
  setCookie(res, { name: refreshCookie, value: refreshToken, maxAgeMs, path: refreshPath });
}

export function clearSessionCookies(res: Response): void {
  clearSession(res);
  clearCookie(res, refreshCookie, refreshPath);
}

/** A page that still sees an expired token must not redirect again; it can tell a person that the session has ended. */
export const setRefreshOutcome = (res: Response, outcome: 'refreshed' | 'ended'): void =>
  setCookie(res, { name: outcomeCookie, value: outcome, maxAgeMs: outcome === 'ended' ? 60_000 : 10_000 });
