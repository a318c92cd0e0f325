import { defineRoute, reply } from '@ticketing/common/http';
import { entryOf, type RouteDeps } from './route-deps.ts';
import { setEntryCookies } from './session-cookies.ts';
import { signInBody, toUserResponse, userResponse } from './user-schemas.ts';

/** POST /api/users/signin → 200 and the session's cookies | 400 invalid input, invalid credentials | 429 too many attempts */
export const postUsersSignin = (deps: RouteDeps) =>
  defineRoute({
    method: 'post',
    path: '/api/users/signin',
    operationId: 'signIn',
    summary: 'Sign in; ends the session that the browser had',
    access: 'optional',
    priority: 'high',
    body: signInBody,
    responses: {
      200: { description: 'Signed in', schema: userResponse },
      400: { description: 'Invalid input, or invalid credentials (`invalid_credentials`)' },
      429: { description: 'Too many failed attempts (`too_many_attempts`)' },
    },
    handler: async ({ body, user, res }) => {
      const granted = await deps.useCases.signIn({ ...body, ...(await entryOf(deps, res.req, user)) });
      setEntryCookies(res, deps.accessTokens, granted);
      return reply(200, toUserResponse(granted.user));
    },
  });
