import { defineRoute, reply } from '@ticketing/common/http';
import { proofRefusals } from './factor-responses.ts';
import { entryOf, type RouteDeps } from './route-deps.ts';
import { ownerProofBody } from './user-schemas.ts';

/** POST /api/users/reauthentication → 204 | 400 wrong password or code | 401 | 404 | 429 */
export const postUsersReauthentication = (deps: RouteDeps) =>
  defineRoute({
    method: 'post',
    path: '/api/users/reauthentication',
    operationId: 'reauthenticate',
    summary: 'Give the password or a code again; the session may change factors for 15 minutes',
    access: 'required',
    priority: 'high',
    body: ownerProofBody,
    responses: { 204: { description: 'Done' }, ...proofRefusals },
    handler: async ({ body: proof, user, res }) => {
      const entry = await entryOf(deps, res.req, user);
      await deps.useCases.reauthenticate({ userId: user.id, sid: user.sid, proof, entry });
      return reply(204);
    },
  });
