import { defineRoute, reply } from '@ticketing/common/http';
import { changeRefusals } from './factor-responses.ts';
import { entryOf, type RouteDeps } from './route-deps.ts';
import { setEntryCookies } from './session-cookies.ts';
import { codeBody, recoveryCodesResponse } from './user-schemas.ts';

/** POST /api/users/factors/totp/confirm → 200 and the cookies of a new session | 400 | 401 | 403 | 404 | 409 */
export const postUsersFactorsTotpConfirm = (deps: RouteDeps) =>
  defineRoute({
    method: 'post',
    path: '/api/users/factors/totp/confirm',
    operationId: 'confirmTotp',
    summary: 'Add the authenticator app that shows this code; ends all other sessions',
    access: 'required',
    priority: 'high',
    body: codeBody,
    responses: {
      200: { description: 'Signing in takes a code from now on', schema: recoveryCodesResponse },
      400: { description: 'Invalid input, or the code is not right (`invalid_code`)' },
      ...changeRefusals,
      409: { description: 'The account has one already (`factor_exists`)' },
    },
    handler: async ({ body: { code }, user, res }) => {
      const entry = await entryOf(deps, res.req, user);
      const { granted, recoveryCodes } = await deps.useCases.confirmTotp({
        ...{ userId: user.id, sid: user.sid, code, entry },
      });
      setEntryCookies(res, deps.accessTokens, granted);
      return reply(200, { recoveryCodes });
    },
  });
