import { clearCookie, clearSession, readCookie, setCookie, startSession } from '@ticketing/common/http';
import type { Request, Response } from 'express';
import { deviceLimitMs } from '../domain/session.ts';
import type { AccessTokens } from '../tokens/access-token.ts';
import type { EnteredSession, GrantedSession } from '../use-cases/begin-session.ts';

const refreshCookie = 'refresh';
const deviceCookie = 'device';
/** Only auth gets the refresh token and the proof of the device. */
const authPath = '/api/users';

/** The outcome of a refresh by redirect, for the page that it returns to; see `get-users-refresh.ts`. */
const outcomeCookie = 'session_refresh';

export const readDeviceToken = (req: Request): string | null => readCookie(req, deviceCookie);
export const readRefreshToken = (req: Request): string | null => readCookie(req, refreshCookie);

/** Sets the cookies of a session, the access token's first. */
export function setSessionCookies(
  res: Response,
  accessTokens: AccessTokens,
  { user, session, refreshToken }: GrantedSession,
): void {
  const maxAgeMs = session.endsAt.getTime() - session.lastUsedAt.getTime();
  startSession(res, accessTokens.sign(user, session, new Date()), maxAgeMs);
  setCookie(res, { name: refreshCookie, value: refreshToken, maxAgeMs, path: authPath });
}

/**
 * The same after a sign-in. The device's cookie is no session, so sign-out does not end it; over https, `Clear-Site-Data`
 * removes it with all cookies.
 */
export function setEntryCookies(res: Response, accessTokens: AccessTokens, entered: EnteredSession): void {
  setSessionCookies(res, accessTokens, entered);
  setCookie(res, { name: deviceCookie, value: entered.deviceToken, maxAgeMs: deviceLimitMs, path: authPath });
}

export function clearSessionCookies(res: Response): void {
  clearSession(res);
  clearCookie(res, refreshCookie, authPath);
}

/** After the account is gone, there is no device to recognize either. */
export function clearAllCookies(res: Response): void {
  clearSessionCookies(res);
  clearCookie(res, deviceCookie, authPath);
}

/** Pages that were cached for the user must not come back with the back button. Browsers accept it over https only. */
export const clearSiteData = (req: Request): Record<string, string> =>
  req.secure ? { 'Clear-Site-Data': '"cache", "cookies", "storage"' } : {};

/** A page that still sees an expired token must not redirect again; it can tell a person that the session has ended. */
export const setRefreshOutcome = (res: Response, outcome: 'refreshed' | 'ended'): void =>
  setCookie(res, { name: outcomeCookie, value: outcome, maxAgeMs: outcome === 'ended' ? 60_000 : 10_000 });
