import { defineRoute, reply } from '@ticketing/common/http';
import type { RouteDeps } from './route-deps.ts';
import { profileBody, profileResponse, toProfileResponse } from './user-schemas.ts';

/** PUT /api/users/profile → 200 the changed account | 400 | 401 | 404 */
export const putUsersProfile = ({ useCases }: Pick<RouteDeps, 'useCases'>) =>
  defineRoute({
    method: 'put',
    path: '/api/users/profile',
    operationId: 'changeProfile',
    summary: 'Set your name and the language of mails',
    access: 'required',
    body: profileBody,
    responses: {
      200: { description: 'Changed; mails no longer follow the language of the browser', schema: profileResponse },
      400: { description: 'Invalid input' },
      401: { description: 'Not signed in' },
      404: { description: 'The user is not one of this system’s' },
    },
    handler: async ({ body, user }) =>
      reply(200, toProfileResponse(await useCases.changeProfile({ userId: user.id, ...body }))),
  });
