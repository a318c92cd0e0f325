import { defineRoute, reply } from '@ticketing/common/http';
import { z } from 'zod';
import type { SecondFactorRequest } from '../use-cases/sign-in.ts';
import { toChallengeResponse } from './factor-responses.ts';
import { entryOf, type RouteDeps } from './route-deps.ts';
import { setEntryCookies } from './session-cookies.ts';
import { challengeResponse, signInBody, toUserResponse, userResponse, webAuthnOptions } from './user-schemas.ts';

const secondFactorResponse = z.object({
  errors: z.array(z.object({ message: z.string(), code: z.literal('second_factor_required') })),
  secondFactor: challengeResponse.extend({
    hasTotp: z.boolean().describe('Whether the account has an authenticator app'),
    passkeyOptions: webAuthnOptions.nullable(),
  }),
});

/**
 * POST /api/users/signin → 200 and the session's cookies | 400 invalid input, invalid credentials | 403 a second factor is
 * required | 429 too many attempts
 */
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
      403: {
        description: 'The password is right, and the account has a second factor (`second_factor_required`)',
        schema: secondFactorResponse,
      },
      429: { description: 'Too many failed attempts (`too_many_attempts`)' },
    },
    handler: async ({ body, user, res }) => {
      const outcome = await deps.useCases.signIn({ ...body, ...(await entryOf(deps, res.req, user)) });
      if (!('session' in outcome)) return reply(403, askForSecondFactor(outcome));
      setEntryCookies(res, deps.accessTokens, outcome);
      return reply(200, toUserResponse(outcome.user));
    },
  });

/** Not 401: programs of this API renew their session then, and send the password again. */
const askForSecondFactor = ({ challenge, hasTotp, passkeyOptions }: SecondFactorRequest) => ({
  errors: [{ message: 'A second factor is required', code: 'second_factor_required' }],
  secondFactor: { ...toChallengeResponse(challenge), hasTotp, passkeyOptions },
});
