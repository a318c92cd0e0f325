import type { SessionUser } from '@ticketing/common/http';
import type { Response } from 'express';
import type { GrantedSession } from '../use-cases/begin-session.ts';
import { originOf } from './origin-of.ts';
import type { RouteDeps } from './route-deps.ts';
import { clearSessionCookies, readRefreshToken, setSessionCookies } from './session-cookies.ts';

/**
 * Exchanges the browser's refresh token and sets the new cookies; clears those of a session that has ended.
 * @returns null when the person must sign in again
 */
export async function renewSession(
  { useCases, accessTokens }: RouteDeps,
  res: Response,
  user: SessionUser | null,
): Promise<GrantedSession | null> {
  const token = readRefreshToken(res.req);
  const granted = token ? await useCases.refreshSession({ token, ...originOf(res.req) }) : null;
  if (granted) setSessionCookies(res, accessTokens, granted);
  // A token of another program has no refresh token, and stays valid.
  else if (token || !user) clearSessionCookies(res);
  return granted;
}
