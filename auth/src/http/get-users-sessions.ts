import { defineRoute, reply } from '@ticketing/common/http';
import { z } from 'zod';
import type { RouteDeps } from './route-deps.ts';

const session = z
  .object({
    id: z.string(),
    device: z.string().nullable().describe('Browser and system, such as "Firefox on Linux"'),
    network: z.string().nullable().describe('Network of the address; null for a private one'),
    createdAt: z.iso.datetime(),
    lastUsedAt: z.iso.datetime(),
    endsAt: z.iso.datetime().describe('When it ends unless it is used'),
    isCurrent: z.boolean(),
  })
  .meta({ id: 'Session' });

/** GET /api/users/sessions → 200 the user's sessions, last used first | 401 */
export const getUsersSessions = ({ useCases }: Pick<RouteDeps, 'useCases'>) =>
  defineRoute({
    method: 'get',
    path: '/api/users/sessions',
    operationId: 'listSessions',
    summary: 'Where one is signed in',
    access: 'required',
    responses: {
      200: { description: 'Own sessions, last used first', schema: z.array(session) },
      401: { description: 'Not signed in' },
    },
    handler: async ({ user }) => {
      const sessions = await useCases.listSessions(user.id);
      return reply(
        200,
        sessions.map(({ id, device, network, createdAt, lastUsedAt, endsAt }) => ({
          id,
          device: device ?? null,
          network: network ?? null,
          createdAt: createdAt.toISOString(),
          lastUsedAt: lastUsedAt.toISOString(),
          endsAt: endsAt.toISOString(),
          isCurrent: id === user.sid,
        })),
      );
    },
  });
