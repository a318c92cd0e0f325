import { defineRoute, objectId, reply } from '@ticketing/common/http';
import { z } from 'zod';
import type { UseCases } from '../use-cases/index.ts';
import { crewMemberBody, crewMemberResponse, toCrewMemberResponse } from './crew-schemas.ts';

/** PUT /api/organisers/:id/crew/:crewId → 200 | 400 | 401 no member | 403 | 404 */
export const putOrganisersIdCrewCrewId = ({ changeCrewMember }: Pick<UseCases, 'changeCrewMember'>) =>
  defineRoute({
    method: 'put',
    path: '/api/organisers/:id/crew/:crewId',
    operationId: 'changeCrewMember',
    summary: 'Replace what is known about somebody of the crew',
    access: 'required',
    params: z.object({ id: objectId, crewId: objectId }),
    body: crewMemberBody,
    responses: {
      200: { description: 'Changed', schema: crewMemberResponse },
      400: { description: 'Invalid input' },
      401: { description: 'Not signed in, or not a member of the organiser' },
      403: { description: 'Neither an owner nor of the box office (`role_required`)' },
      404: { description: 'No such organiser or crew member' },
    },
    handler: async ({ params, body, user }) => {
      const { id: organiserId, crewId } = params;
      const member = await changeCrewMember({ organiserId, crewId, userId: user.id, details: body });
      return reply(200, toCrewMemberResponse(member));
    },
  });
