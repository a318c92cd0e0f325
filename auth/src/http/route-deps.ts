import { readCookie, type SessionUser } from '@ticketing/common/http';
import type { Language } from '@ticketing/contracts';
import type { Request } from 'express';
import { requestedLanguage } from '../domain/language.ts';
import type { AccessTokens } from '../tokens/access-token.ts';
import type { Entry } from '../use-cases/begin-session.ts';
import type { UseCases } from '../use-cases/index.ts';
import { originOf } from './origin-of.ts';
import { readDeviceToken, readRefreshToken } from './session-cookies.ts';

export interface RouteDeps {
  useCases: UseCases;
  accessTokens: AccessTokens;
}

/** The choice of language in the store: `localeCookie` of the client. */
const languageCookie = 'locale';

/** Returns the language that a browser asks for; null for a program that asks for none. */
export const languageOf = (req: Request): Language | null =>
  requestedLanguage(readCookie(req, languageCookie), req.get('accept-language'));

/** Returns what is known about a browser that signs in or up, with the session that it has: it can keep only one. */
export async function entryOf({ useCases }: RouteDeps, req: Request, user: SessionUser | null): Promise<Entry> {
  const refreshToken = readRefreshToken(req);
  const refreshable = refreshToken ? await useCases.sessionOfToken(refreshToken) : null;
  const replaces = refreshable ?? (user?.sid ? { id: user.sid, userId: user.id } : null);
  return { ...originOf(req), language: languageOf(req), replaces, deviceToken: readDeviceToken(req) };
}
