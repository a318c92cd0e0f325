import { defineRoute, reply } from '@ticketing/common/http';
import { z } from 'zod';
import { proofRefusals } from './factor-responses.ts';
import { entryOf, type RouteDeps } from './route-deps.ts';
import { setEntryCookies } from './session-cookies.ts';
import { ownerProofBody } from './user-schemas.ts';

/** POST /api/users/factors/passkeys/:id/removal → 204 and the cookies of a new session | 400 | 401 | 404 | 429 */
export const postUsersFactorsPasskeysIdRemoval = (deps: RouteDeps) =>
  defineRoute({
    method: 'post',
    path: '/api/users/factors/passkeys/:id/removal',
    operationId: 'removePasskey',
    summary: 'Remove a passkey; ends all other sessions',
    access: 'required',
    priority: 'high',
    params: z.object({ id: z.string().regex(/^[\w-]{1,2000}$/) }),
    body: ownerProofBody,
    responses: { 204: { description: 'Removed' }, ...proofRefusals },
    handler: async ({ body: proof, params: { id }, user, res }) => {
      const entry = await entryOf(deps, res.req, user);
      const removal = { userId: user.id, sid: user.sid, factor: { kind: 'passkey', id }, proof, entry } as const;
      setEntryCookies(res, deps.accessTokens, await deps.useCases.removeFactor(removal));
      return reply(204);
    },
  });
