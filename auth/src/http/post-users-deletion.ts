import { defineRoute, reply } from '@ticketing/common/http';
import { proofRefusals } from './factor-responses.ts';
import { entryOf, type RouteDeps } from './route-deps.ts';
import { clearAllCookies, clearSiteData } from './session-cookies.ts';
import { ownerProofBody } from './user-schemas.ts';

/** POST /api/users/deletion → 204, the account is gone and the cookies are cleared | 400 | 401 | 404 | 429 */
export const postUsersDeletion = (deps: RouteDeps) =>
  defineRoute({
    method: 'post',
    path: '/api/users/deletion',
    operationId: 'deleteAccount',
    summary: 'Delete your account; listings on sale are withdrawn, orders and payments stay without your address',
    access: 'required',
    priority: 'high',
    body: ownerProofBody,
    responses: { 204: { description: 'Deleted; all sessions have ended' }, ...proofRefusals },
    handler: async ({ body: proof, user, res }) => {
      const entry = await entryOf(deps, res.req, user);
      await deps.useCases.deleteAccount({ userId: user.id, sid: user.sid, proof, entry });
      clearAllCookies(res);
      return reply(204, undefined, clearSiteData(res.req));
    },
  });
