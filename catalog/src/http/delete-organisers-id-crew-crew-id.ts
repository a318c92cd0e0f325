import { defineRoute, objectId, reply } from '@ticketing/common/http';
import { z } from 'zod';
import type { UseCases } from '../use-cases/index.ts';

/** DELETE /api/organisers/:id/crew/:crewId → 204 (idempotent) | 401 no member | 403 | 404 */
export const deleteOrganisersIdCrewCrewId = ({ removeCrewMember }: Pick<UseCases, 'removeCrewMember'>) =>
  defineRoute({
    method: 'delete',
    path: '/api/organisers/:id/crew/:crewId',
    operationId: 'removeCrewMember',
    summary: 'Erase somebody of the crew, with their duties',
    access: 'required',
    params: z.object({ id: objectId, crewId: objectId }),
    responses: {
      204: { description: 'Erased' },
      401: { description: 'Not signed in, or not a member of the organiser' },
      403: { description: 'Neither an owner nor of the box office (`role_required`)' },
      404: { description: 'No such organiser' },
    },
    handler: async ({ params, user }) => {
      await removeCrewMember({ organiserId: params.id, crewId: params.crewId, userId: user.id });
      return reply(204);
    },
  });
