import { defineRoute, httpErrors, reply, uuid } from '@ticketing/common/http';
import { z } from 'zod';
import type { RouteDeps } from './route-deps.ts';
import { clearSessionCookies } from './session-cookies.ts';

/** DELETE /api/users/sessions/:id → 204 | 401 | 404 the user has no such session */
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
      404: { description: 'No such session of this user' },
    },
    handler: async ({ user, params: { id }, res }) => {
      if (!(await useCases.endOwnSession({ userId: user.id, sid: id }))) throw httpErrors.notFound();
      if (id === user.sid) clearSessionCookies(res);
      return reply(204);
    },
  });
