import { defineRoute, reply } from '@ticketing/common/http';
import { z } from 'zod';
import { tooLongAgo } from './factor-responses.ts';
import type { RouteDeps } from './route-deps.ts';
import { clearSessionCookies } from './session-cookies.ts';

/** DELETE /api/users/sessions → 204, all other sessions are over; with `?scope=all` this one, too | 401 | 403 reauthentication_required */
export const deleteUsersSessions = ({ useCases }: Pick<RouteDeps, 'useCases'>) =>
  defineRoute({
    method: 'delete',
    path: '/api/users/sessions',
    operationId: 'endSessions',
    summary: 'Sign out everywhere else, or everywhere',
    access: 'required',
    priority: 'high',
    query: z.object({ scope: z.enum(['others', 'all']).default('others') }),
    responses: {
      204: { description: 'The sessions are over' },
      401: { description: 'Not signed in' },
      403: tooLongAgo,
    },
    handler: async ({ user, query, res }) => {
      await useCases.endOwnSessions({ userId: user.id, sid: user.sid, scope: query.scope });
      if (query.scope === 'all') clearSessionCookies(res);
      return reply(204);
    },
  });
