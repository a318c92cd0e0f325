import { defineRoute, objectId, reply } from '@ticketing/common/http';
import { z } from 'zod';
import type { UseCases } from '../use-cases/index.ts';
import { memberBody, organiserResponse, toOrganiserResponse, userId } from './organiser-schemas.ts';

/** PUT /api/organisers/:id/members/:userId → 200 | 400 last owner | 401 no member | 403 no owner | 404 */
export const putOrganisersIdMembersUserId = ({ setMember }: Pick<UseCases, 'setMember'>) =>
  defineRoute({
    method: 'put',
    path: '/api/organisers/:id/members/:userId',
    operationId: 'setMember',
    summary: 'Give a person a role in an organiser',
    access: 'required',
    params: z.object({ id: objectId, userId }),
    body: memberBody,
    responses: {
      200: { description: 'A member with this role', schema: organiserResponse },
      400: { description: 'Invalid input, the last owner (`last_owner`), or too many members (`too_many_members`)' },
      401: { description: 'Not signed in, or not a member' },
      403: { description: 'Not an owner (`role_required`), or the account was deleted (`account_deleted`)' },
      404: { description: 'No such organiser' },
    },
    handler: async ({ params, body: { role }, user }) => {
      const organiser = await setMember({ organiserId: params.id, userId: user.id, memberId: params.userId, role });
      return reply(200, toOrganiserResponse(organiser));
    },
  });
