import { defineRoute, reply } from '@ticketing/common/http';
import { toChallengeResponse } from './factor-responses.ts';
import type { RouteDeps } from './route-deps.ts';
import { challengeResponse, webAuthnOptions } from './user-schemas.ts';

/** POST /api/users/signin/passkey/options → 200 a challenge for any passkey of this site */
export const postUsersSigninPasskeyOptions = ({ useCases }: Pick<RouteDeps, 'useCases'>) =>
  defineRoute({
    method: 'post',
    path: '/api/users/signin/passkey/options',
    operationId: 'startPasskeySignIn',
    summary: 'Begin a sign-in with a passkey',
    access: 'optional',
    priority: 'high',
    responses: {
      200: { description: 'What the browser needs', schema: challengeResponse.extend({ options: webAuthnOptions }) },
    },
    handler: async () => {
      const { challenge, options } = await useCases.startPasskeySignIn();
      return reply(200, { ...toChallengeResponse(challenge), options });
    },
  });
