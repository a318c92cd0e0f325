import { defineRoute, reply } from '@ticketing/common/http';
import type { RouteDeps } from './route-deps.ts';
import { profileResponse, toProfileResponse } from './user-schemas.ts';

/** GET /api/users/profile → 200 the caller's account | 401 | 404 */
export const getUsersProfile = ({ useCases }: Pick<RouteDeps, 'useCases'>) =>
  defineRoute({
    method: 'get',
    path: '/api/users/profile',
    operationId: 'readProfile',
    summary: 'Your account: name, language of mails, roles',
    access: 'required',
    responses: {
      200: { description: 'The account', schema: profileResponse },
      401: { description: 'Not signed in' },
      404: { description: 'The user is not one of this system’s' },
    },
    handler: async ({ user }) => reply(200, toProfileResponse(await useCases.readProfile(user.id))),
  });
