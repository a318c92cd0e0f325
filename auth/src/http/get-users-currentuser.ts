import { defineRoute, reply } from '@ticketing/common/http';
import { z } from 'zod';
import { userResponse } from './user-schemas.ts';

const currentUser = userResponse.extend({ roles: z.array(z.string()) }).meta({ id: 'CurrentUser' });

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
    handler: ({ user }) => reply(200, { currentUser: user && { id: user.id, email: user.email, roles: user.roles } }),
  });
