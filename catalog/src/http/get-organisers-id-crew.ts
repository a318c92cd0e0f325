import { defineRoute, objectId, reply } from '@ticketing/common/http';
import { z } from 'zod';
import type { UseCases } from '../use-cases/index.ts';
import { crewMemberResponse, toCrewMemberResponse } from './crew-schemas.ts';

/** GET /api/organisers/:id/crew → 200 | 401 no member | 403 | 404 */
export const getOrganisersIdCrew = ({ readCrewMembers }: Pick<UseCases, 'readCrewMembers'>) =>
  defineRoute({
    method: 'get',
    path: '/api/organisers/:id/crew',
    operationId: 'readCrewMembers',
    summary: 'The people who work on the departures of an organiser',
    access: 'required',
    params: z.object({ id: objectId }),
    responses: {
      200: { description: 'The crew', schema: z.array(crewMemberResponse) },
      401: { description: 'Not signed in, or not a member of the organiser' },
      403: { description: 'Neither an owner nor of the box office (`role_required`)' },
      404: { description: 'No such organiser' },
    },
    handler: async ({ params, user }) => {
      const members = await readCrewMembers({ organiserId: params.id, userId: user.id });
      return reply(200, members.map(toCrewMemberResponse));
    },
  });
