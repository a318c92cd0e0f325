import { defineRoute, reply } from '@ticketing/common/http';
import { proofRefusals } from './factor-responses.ts';
import { entryOf, type RouteDeps } from './route-deps.ts';
import { setEntryCookies } from './session-cookies.ts';
import { ownerProofBody } from './user-schemas.ts';

/** POST /api/users/factors/totp/removal → 204 and the cookies of a new session | 400 | 401 | 404 | 429 */
export const postUsersFactorsTotpRemoval = (deps: RouteDeps) =>
  defineRoute({
    method: 'post',
    path: '/api/users/factors/totp/removal',
    operationId: 'removeTotp',
    summary: 'Remove the authenticator app; ends all other sessions',
    access: 'required',
    priority: 'high',
    body: ownerProofBody,
    responses: { 204: { description: 'Removed' }, ...proofRefusals },
    handler: async ({ body: proof, user, res }) => {
      const entry = await entryOf(deps, res.req, user);
      const removal = { userId: user.id, sid: user.sid, factor: { kind: 'totp' }, proof, entry } as const;
      setEntryCookies(res, deps.accessTokens, await deps.useCases.removeFactor(removal));
      return reply(204);
    },
  });
