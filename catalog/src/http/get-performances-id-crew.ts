import { defineRoute, objectId, reply } from '@ticketing/common/http';
import { z } from 'zod';
import type { UseCases } from '../use-cases/index.ts';
import { crewResponse, toCrewResponse } from './crew-schemas.ts';

/** GET /api/performances/:id/crew → 200 | 400 | 401 no member | 403 | 404 */
export const getPerformancesIdCrew = ({ readCrew }: Pick<UseCases, 'readCrew'>) =>
  defineRoute({
    method: 'get',
    path: '/api/performances/:id/crew',
    operationId: 'readCrew',
    summary: 'The crew of a departure, and who is missing',
    access: 'required',
    params: z.object({ id: objectId }),
    responses: {
      200: { description: 'The crew', schema: crewResponse },
      400: { description: 'It is no departure (`not_a_departure`)' },
      401: { description: 'Not signed in, or not a member of the organiser' },
      403: { description: 'Neither an owner nor of the box office (`role_required`)' },
      404: { description: 'No such performance' },
    },
    handler: async ({ params, user }) =>
      reply(200, toCrewResponse(await readCrew({ performanceId: params.id, userId: user.id }))),
  });
