import { defineRoute, reply } from '@ticketing/common/http';
import { z } from 'zod';
import { userResponse } from './user-schemas.ts';

const currentUser = userResponse
  .extend({
    roles: z.array(z.string()),
    withheldRoles: z.array(z.string()).describe('Roles that need a sign-in with a second factor'),
    emailVerified: z.boolean(),
  })
  .meta({ id: 'CurrentUser' });

/** GET /api/users/currentuser → 200 the signed-in user or null; never 401 */
export const getUsersCurrentuser = () =>
  defineRoute({
    method: 'get',
    path: '/api/users/currentuser',
    operationId: 'readCurrentUser',
    summary: 'Who is signed in',
    access: 'optional',
    responses: {
      200: {
        description: 'The user, or null',
        schema: z.object({ currentUser: currentUser.nullable() }),
      },
    },
    handler: ({ user }) => {
      if (!user) return reply(200, { currentUser: null });
      const { id, email, roles, withheldRoles, isEmailVerified: emailVerified } = user;
      return reply(200, { currentUser: { id, email, roles, withheldRoles, emailVerified } });
    },
  });
