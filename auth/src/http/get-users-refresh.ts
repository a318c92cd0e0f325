import { defineRoute } from '@ticketing/common/http';
import { z } from 'zod';
import { localPath } from '../domain/local-path.ts';
import { originOf } from './origin-of.ts';
import type { RouteDeps } from './route-deps.ts';
import { clearSessionCookies, readRefreshToken, setRefreshOutcome, setSessionCookies } from './session-cookies.ts';

/**
 * GET /api/users/refresh?next=/path → 303 to the path, with new cookies or none. For pages: they don't get the refresh
 * token, so they send the browser here. Another site can trigger it, but only renews or ends what the visitor has.
 */
export const getUsersRefresh = ({ useCases, accessTokens }: RouteDeps) =>
  defineRoute({
    method: 'get',
    path: '/api/users/refresh',
    summary: 'Refresh the session on the way to a page',
    access: 'optional',
    priority: 'high',
    query: z.object({ next: z.string().max(8_000).default('/').transform(localPath) }),
    responses: { 303: { description: 'To the path `next` of this site, signed in or not' } },
    handler: async ({ query, user, res }) => {
      const token = readRefreshToken(res.req);
      const granted = token && (await useCases.refreshSession({ token, ...originOf(res.req) }));
      if (granted) setSessionCookies(res, accessTokens, granted);
      else if (token || !user) clearSessionCookies(res);
      setRefreshOutcome(res, granted || user ? 'refreshed' : 'ended');
      return { status: 303, headers: { Location: query.next } };
    },
  });
