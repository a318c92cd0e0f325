import { defineRoute, reply } from '@ticketing/common/http';
import { entryOf, type RouteDeps } from './route-deps.ts';
import { setEntryCookies } from './session-cookies.ts';
import { secondFactorBody, toUserResponse, userResponse } from './user-schemas.ts';

/** POST /api/users/signin/second-factor → 200 and the session's cookies | 400 invalid input, invalid code | 429 */
export const postUsersSigninSecondFactor = (deps: RouteDeps) =>
  defineRoute({
    method: 'post',
    path: '/api/users/signin/second-factor',
    operationId: 'answerSecondFactor',
    summary: 'Complete a sign-in with a second factor',
    access: 'optional',
    priority: 'high',
    body: secondFactorBody,
    responses: {
      200: { description: 'Signed in', schema: userResponse },
      400: {
        description:
          'Invalid input, the code or passkey is not right or was used (`invalid_code`), or the challenge has expired or was answered (`challenge_invalid`)',
      },
      429: { description: 'Too many failed attempts (`too_many_attempts`)' },
    },
    handler: async ({ body: { challenge: token, ...proof }, user, res }) => {
      const entry = await entryOf(deps, res.req, user);
      const granted = await deps.useCases.answerSecondFactor({ token, ...proof, entry });
      setEntryCookies(res, deps.accessTokens, granted);
      return reply(200, toUserResponse(granted.user));
    },
  });
