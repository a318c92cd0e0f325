import type { SessionUser } from '@ticketing/common/http';
import type { Request } from 'express';
import type { AccessTokens } from '../tokens/access-token.ts';
import type { UseCases } from '../use-cases/index.ts';
import { originOf } from './origin-of.ts';
import { readRefreshToken } from './session-cookies.ts';

export interface RouteDeps {
  useCases: UseCases;
  accessTokens: AccessTokens;
}

/** Returns the origin of a sign-in or sign-up, with the session that it replaces: the browser can keep only one. */
export async function entryOf({ useCases }: RouteDeps, req: Request, user: SessionUser | null) {
  const refreshToken = readRefreshToken(req);
  const replaces = (refreshToken && (await useCases.sessionOfToken(refreshToken))) || (user?.sid ?? null);
  return { ...originOf(req), replaces };
}
