import { defineRoute, objectId, reply } from '@ticketing/common/http';
import { z } from 'zod';
import type { UseCases } from '../use-cases/index.ts';
import { userId } from './organiser-schemas.ts';

/** DELETE /api/organisers/:id/members/:userId → 204 (idempotent) | 400 last owner | 401 no member | 403 no owner | 404 */
export const deleteOrganisersIdMembersUserId = ({ removeMember }: Pick<UseCases, 'removeMember'>) =>
  defineRoute({
    method: 'delete',
    path: '/api/organisers/:id/members/:userId',
    operationId: 'removeMember',
    summary: 'Remove a person from an organiser',
    access: 'required',
    params: z.object({ id: objectId, userId }),
    responses: {
      204: { description: 'Not a member' },
      400: { description: 'The last owner (`last_owner`)' },
      401: { description: 'Not signed in, or not a member' },
      403: { description: 'Not an owner (`role_required`)' },
      404: { description: 'No such organiser' },
    },
    handler: async ({ params, user }) => {
      await removeMember({ organiserId: params.id, userId: user.id, memberId: params.userId });
      return reply(204);
    },
  });
