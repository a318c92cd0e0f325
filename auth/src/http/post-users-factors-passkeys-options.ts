import { defineRoute, reply } from '@ticketing/common/http';
import { changeRefusals, toChallengeResponse } from './factor-responses.ts';
import type { RouteDeps } from './route-deps.ts';
import { challengeResponse, webAuthnOptions } from './user-schemas.ts';

/** POST /api/users/factors/passkeys/options → 200 a challenge for a new passkey | 400 | 401 | 403 | 404 */
export const postUsersFactorsPasskeysOptions = ({ useCases }: Pick<RouteDeps, 'useCases'>) =>
  defineRoute({
    method: 'post',
    path: '/api/users/factors/passkeys/options',
    operationId: 'startPasskey',
    summary: 'Begin to add a passkey',
    access: 'required',
    priority: 'high',
    responses: {
      200: { description: 'What the browser needs', schema: challengeResponse.extend({ options: webAuthnOptions }) },
      400: { description: 'The account has too many (`too_many_passkeys`)' },
      ...changeRefusals,
    },
    handler: async ({ user }) => {
      const { challenge, options } = await useCases.startPasskey({ userId: user.id, sid: user.sid });
      return reply(200, { ...toChallengeResponse(challenge), options });
    },
  });
