import { defineRoute, reply } from '@ticketing/common/http';
import { entryOf, type RouteDeps } from './route-deps.ts';
import { setEntryCookies } from './session-cookies.ts';
import { passkeySignInBody, toUserResponse, userResponse } from './user-schemas.ts';

/** POST /api/users/signin/passkey → 200 and the session's cookies | 400 invalid input, unknown passkey | 429 */
export const postUsersSigninPasskey = (deps: RouteDeps) =>
  defineRoute({
    method: 'post',
    path: '/api/users/signin/passkey',
    operationId: 'signInWithPasskey',
    summary: 'Sign in with a passkey instead of a password',
    access: 'optional',
    priority: 'high',
    body: passkeySignInBody,
    responses: {
      200: { description: 'Signed in', schema: userResponse },
      400: {
        description:
          'Invalid input, no account accepts the passkey (`passkey_refused`), or the challenge has expired or was answered (`challenge_invalid`)',
      },
      429: { description: 'Too many failed attempts (`too_many_attempts`)' },
    },
    handler: async ({ body: { challenge: token, passkey: response }, user, res }) => {
      const entry = await entryOf(deps, res.req, user);
      const granted = await deps.useCases.signInWithPasskey({ token, response, entry });
      setEntryCookies(res, deps.accessTokens, granted);
      return reply(200, toUserResponse(granted.user));
    },
  });
