import { defineRoute, objectId, reply } from '@ticketing/common/http';
import { z } from 'zod';
import type { UseCases } from '../use-cases/index.ts';
import { crewMemberBody, crewMemberResponse, toCrewMemberResponse } from './crew-schemas.ts';

/** POST /api/organisers/:id/crew → 201 | 400 | 401 no member | 403 | 404 | 429 */
export const postOrganisersIdCrew = ({ addCrewMember }: Pick<UseCases, 'addCrewMember'>) =>
  defineRoute({
    method: 'post',
    path: '/api/organisers/:id/crew',
    operationId: 'addCrewMember',
    summary: 'Add somebody to the crew of an organiser',
    access: 'required',
    isIdempotent: true,
    params: z.object({ id: objectId }),
    body: crewMemberBody,
    responses: {
      201: { description: 'Added', schema: crewMemberResponse },
      400: { description: 'Invalid input, or the crew is full (`crew_full`)' },
      401: { description: 'Not signed in, or not a member of the organiser' },
      403: { description: 'Neither an owner nor of the box office (`role_required`)' },
      404: { description: 'No such organiser' },
      429: { description: 'Too many people within a day (`too_many_crew`)' },
    },
    handler: async ({ params, body, user, effect }) => {
      const member = await addCrewMember({ organiserId: params.id, userId: user.id, details: body, effect });
      return reply(201, toCrewMemberResponse(member), { Location: `/api/organisers/${params.id}/crew/${member.id}` });
    },
  });
