import { defineRoute, reply } from '@ticketing/common/http';
import { entryOf, type RouteDeps } from './route-deps.ts';
import { setEntryCookies } from './session-cookies.ts';
import { signUpBody, toUserResponse, userResponse } from './user-schemas.ts';

/** POST /api/users/signup → 201 and the session's cookies | 400 invalid input, email in use | 403 proof of work required | 429 too many accounts */
export const postUsersSignup = (deps: RouteDeps) =>
  defineRoute({
    method: 'post',
    path: '/api/users/signup',
    operationId: 'signUp',
    summary: 'Sign up',
    access: 'optional',
    body: signUpBody,
    provesWorkFor: ({ body }) => `sign-up of ${body.email}`,
    responses: {
      201: { description: 'Signed up and in', schema: userResponse },
      400: {
        description:
          'Invalid input, the email is in use (`email_in_use`), or the password is easy to guess (`password_common`, `password_is_email`, `password_blank`)',
      },
      403: { description: 'Cross-site (`cross_site`), or a proof of work is asked for (`proof_of_work_required`)' },
      429: { description: 'Too many accounts were created from this network (`too_many_sign_ups`)' },
    },
    handler: async ({ body, user, res }) => {
      const granted = await deps.useCases.signUp({ ...body, ...(await entryOf(deps, res.req, user)) });
      setEntryCookies(res, deps.accessTokens, granted);
      return reply(201, toUserResponse(granted.user));
    },
  });
