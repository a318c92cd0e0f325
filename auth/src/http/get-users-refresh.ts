import { defineRoute } from '@ticketing/common/http';
import { z } from 'zod';
import { localPath } from '../domain/local-path.ts';
import { renewSession } from './renew-session.ts';
import type { RouteDeps } from './route-deps.ts';
import { setRefreshOutcome } from './session-cookies.ts';

/**
 * GET /api/users/refresh?next=/path → 303 to the path, with new cookies or none. For pages: they don't get the refresh
 * token, so they send the browser here. Another site can trigger it, but only renews or ends what the visitor has.
 */
export const getUsersRefresh = (deps: RouteDeps) =>
  defineRoute({
    method: 'get',
    path: '/api/users/refresh',
    operationId: 'refreshSessionForPage',
    summary: 'Refresh the session on the way to a page',
    access: 'optional',
    priority: 'high',
    query: z.object({ next: z.string().max(8_000).default('/').transform(localPath) }),
    responses: { 303: { description: 'To the path `next` of this site, signed in or not' } },
    handler: async ({ query, user, res }) => {
      const granted = await renewSession(deps, res, user);
      setRefreshOutcome(res, granted || user ? 'refreshed' : 'ended');
      return { status: 303, headers: { Location: query.next } };
    },
  });
