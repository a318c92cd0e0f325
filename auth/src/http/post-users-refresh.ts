import { defineRoute, HttpError, reply } from '@ticketing/common/http';
import { z } from 'zod';
import { renewSession } from './renew-session.ts';
import type { RouteDeps } from './route-deps.ts';
import { toUserResponse, userResponse } from './user-schemas.ts';

const refreshed = userResponse.extend({ expiresInSeconds: z.number() });

/** POST /api/users/refresh → 200 and new cookies | 401 the session has ended */
export const postUsersRefresh = (deps: RouteDeps) =>
  defineRoute({
    method: 'post',
    path: '/api/users/refresh',
    operationId: 'refreshSession',
    summary: 'Exchange the refresh token for new tokens',
    access: 'optional',
    priority: 'high',
    responses: {
      200: { description: 'New tokens, in cookies; the roles are the current ones', schema: refreshed },
      401: { description: 'The session has ended; the cookies are cleared (`session_ended`)' },
    },
    handler: async ({ user, res }) => {
      const granted = await renewSession(deps, res, user);
      if (!granted)
        throw new HttpError(401, [{ message: 'The session has ended; sign in again', code: 'session_ended' }]);
      return reply(200, { ...toUserResponse(granted.user), expiresInSeconds: deps.accessTokens.lifetimeSeconds });
    },
  });
