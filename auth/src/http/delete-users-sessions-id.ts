import { defineRoute, httpErrors, reply, uuid } from '@ticketing/common/http';
import { z } from 'zod';
import { tooLongAgo } from './factor-responses.ts';
import type { RouteDeps } from './route-deps.ts';
import { clearSessionCookies } from './session-cookies.ts';

/** DELETE /api/users/sessions/:id → 204 | 401 | 403 reauthentication_required | 404 the user has no such session */
export const deleteUsersSessionsId = ({ useCases }: Pick<RouteDeps, 'useCases'>) =>
  defineRoute({
    method: 'delete',
    path: '/api/users/sessions/:id',
    operationId: 'endSession',
    summary: 'End one session',
    access: 'required',
    priority: 'high',
    params: z.object({ id: uuid }),
    responses: {
      204: { description: 'The session is over' },
      401: { description: 'Not signed in' },
      403: tooLongAgo,
      404: { description: 'No such session of this user' },
    },
    handler: async ({ user, params: { id }, res }) => {
      if (!(await useCases.endOwnSession({ userId: user.id, sid: user.sid, ended: id }))) throw httpErrors.notFound();
      if (id === user.sid) clearSessionCookies(res);
      return reply(204);
    },
  });
