import { defineRoute, objectId, reply } from '@ticketing/common/http';
import { z } from 'zod';
import type { UseCases } from '../use-cases/index.ts';
import { crewResponse, crewRole, toCrewResponse } from './crew-schemas.ts';

/** PUT /api/performances/:id/crew/:crewId → 200 | 400 not qualified, expired | 401 no member | 403 | 404 | 409 on duty elsewhere */
export const putPerformancesIdCrewCrewId = ({ assignCrew }: Pick<UseCases, 'assignCrew'>) =>
  defineRoute({
    method: 'put',
    path: '/api/performances/:id/crew/:crewId',
    operationId: 'assignCrew',
    summary: 'Assign somebody to a departure, in a role',
    access: 'required',
    params: z.object({ id: objectId, crewId: objectId }),
    body: z.object({ role: crewRole }).meta({ example: { role: 'driver' } }),
    responses: {
      200: { description: 'Assigned: the crew, and who is missing', schema: crewResponse },
      400: {
        description:
          'Invalid input, or not possible: `role_not_needed`, `not_qualified`, `qualification_expired`, `not_a_departure`, `performance_cancelled`',
      },
      401: { description: 'Not signed in, or not a member of the organiser' },
      403: { description: 'Neither an owner nor of the box office (`role_required`)' },
      404: { description: 'No such performance, or nobody of its crew' },
      409: { description: 'On duty on another departure at that time (`on_duty_elsewhere`)' },
    },
    handler: async ({ params, body: { role }, user }) => {
      const crew = await assignCrew({ performanceId: params.id, crewId: params.crewId, userId: user.id, role });
      return reply(200, toCrewResponse(crew));
    },
  });
