import { defineRoute, objectId, reply } from '@ticketing/common/http';
import { z } from 'zod';
import type { UseCases } from '../use-cases/index.ts';
import { crewResponse, toCrewResponse } from './crew-schemas.ts';

/** DELETE /api/performances/:id/crew/:crewId → 200 (idempotent) | 400 | 401 no member | 403 | 404 */
export const deletePerformancesIdCrewCrewId = ({ unassignCrew }: Pick<UseCases, 'unassignCrew'>) =>
  defineRoute({
    method: 'delete',
    path: '/api/performances/:id/crew/:crewId',
    operationId: 'unassignCrew',
    summary: 'Take somebody off a departure',
    access: 'required',
    params: z.object({ id: objectId, crewId: objectId }),
    responses: {
      200: { description: 'Not assigned: the crew, and who is missing', schema: crewResponse },
      400: { description: 'It is no departure (`not_a_departure`)' },
      401: { description: 'Not signed in, or not a member of the organiser' },
      403: { description: 'Neither an owner nor of the box office (`role_required`)' },
      404: { description: 'No such performance, or nobody of its crew' },
    },
    handler: async ({ params, user }) => {
      const crew = await unassignCrew({ performanceId: params.id, crewId: params.crewId, userId: user.id });
      return reply(200, toCrewResponse(crew));
    },
  });
