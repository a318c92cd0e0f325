import type { SessionUser } from '@ticketing/common/http';
import type { Request } from 'express';
import type { AccessTokens } from '../tokens/access-token.ts';
import type { Entry } from '../use-cases/begin-session.ts';
import type { UseCases } from '../use-cases/index.ts';
import { originOf } from './origin-of.ts';
import { readDeviceToken, readRefreshToken } from './session-cookies.ts';

export interface RouteDeps {
  useCases: UseCases;
  accessTokens: AccessTokens;
}

/** Returns what is known about a browser that signs in or up, with the session that it has: it can keep only one. */
export async function entryOf({ useCases }: RouteDeps, req: Request, user: SessionUser | null): Promise<Entry> {
  const refreshToken = readRefreshToken(req);
  const refreshable = refreshToken ? await useCases.sessionOfToken(refreshToken) : null;
  const replaces = refreshable ?? (user?.sid ? { id: user.sid, userId: user.id } : null);
  return { ...originOf(req), replaces, deviceToken: readDeviceToken(req) };
}
