import { defineRoute, reply } from '@ticketing/common/http';
import { entryOf, type RouteDeps } from './route-deps.ts';
import { setEntryCookies } from './session-cookies.ts';
import { passwordBody, toUserResponse, userResponse } from './user-schemas.ts';

/** PUT /api/users/password → 200 and the cookies of a new session | 400 invalid input, wrong password | 401 | 429 */
export const putUsersPassword = (deps: RouteDeps) =>
  defineRoute({
    method: 'put',
    path: '/api/users/password',
    operationId: 'changePassword',
    summary: 'Change the password; ends all other sessions',
    access: 'required',
    priority: 'high',
    body: passwordBody,
    responses: {
      200: { description: 'Changed; all sessions have ended and a new one has begun', schema: userResponse },
      400: {
        description:
          'Invalid input, not the current password (`wrong_password`), or the new one is easy to guess (`password_common`, `password_is_email`, `password_blank`)',
      },
      401: { description: 'Not signed in' },
      404: { description: 'The user is not one of this system’s' },
      429: { description: 'Too many failed attempts (`too_many_attempts`)' },
    },
    handler: async ({ body, user, res }) => {
      const entry = await entryOf(deps, res.req, user);
      const granted = await deps.useCases.changePassword({ userId: user.id, sid: user.sid, ...body, ...entry });
      setEntryCookies(res, deps.accessTokens, granted);
      return reply(200, toUserResponse(granted.user));
    },
  });
