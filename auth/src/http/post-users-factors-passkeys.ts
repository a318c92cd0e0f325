import { defineRoute, reply } from '@ticketing/common/http';
import { z } from 'zod';
import { changeRefusals } from './factor-responses.ts';
import { entryOf, type RouteDeps } from './route-deps.ts';
import { setEntryCookies } from './session-cookies.ts';
import { newPasskeyBody, recoveryCodesResponse } from './user-schemas.ts';

/** POST /api/users/factors/passkeys → 201 and the cookies of a new session | 400 | 401 | 403 | 404 | 409 */
export const postUsersFactorsPasskeys = (deps: RouteDeps) =>
  defineRoute({
    method: 'post',
    path: '/api/users/factors/passkeys',
    operationId: 'addPasskey',
    summary: 'Add a passkey; ends all other sessions',
    access: 'required',
    priority: 'high',
    body: newPasskeyBody,
    responses: {
      201: { description: 'Added', schema: recoveryCodesResponse.extend({ id: z.string() }) },
      400: {
        description:
          'Invalid input, the passkey is not right (`passkey_invalid`), the challenge has expired or was answered (`challenge_invalid`), or there are too many (`too_many_passkeys`)',
      },
      ...changeRefusals,
      409: { description: 'The passkey is known already (`factor_exists`)' },
    },
    handler: async ({ body: { challenge: token, name, passkey: response }, user, res }) => {
      const entry = await entryOf(deps, res.req, user);
      const { granted, id, recoveryCodes } = await deps.useCases.addPasskey({
        ...{ userId: user.id, sid: user.sid, token, name, response, entry },
      });
      setEntryCookies(res, deps.accessTokens, granted);
      return reply(201, { id, recoveryCodes });
    },
  });
