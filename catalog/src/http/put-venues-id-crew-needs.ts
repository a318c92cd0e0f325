import { defineRoute, objectId, reply } from '@ticketing/common/http';
import { z } from 'zod';
import type { UseCases } from '../use-cases/index.ts';
import { crewNeeds, exampleNeeds } from './crew-schemas.ts';
import { toVenueResponse, venueResponse } from './venue-schemas.ts';

/** PUT /api/venues/:id/crew-needs → 200 | 400 | 401 no member | 403 | 404 */
export const putVenuesIdCrewNeeds = ({ replaceCrewNeeds }: Pick<UseCases, 'replaceCrewNeeds'>) =>
  defineRoute({
    method: 'put',
    path: '/api/venues/:id/crew-needs',
    operationId: 'replaceCrewNeeds',
    summary: 'Replace whom each departure of a vehicle needs',
    access: 'required',
    params: z.object({ id: objectId }),
    body: z.object({ needs: crewNeeds }).meta({ example: { needs: exampleNeeds } }),
    responses: {
      200: { description: 'Replaced', schema: venueResponse },
      400: {
        description:
          'Invalid input, a role twice (`duplicate_role`), or more with a qualification than people (`crew_need_impossible`)',
      },
      401: { description: 'Not signed in, or not a member of the organiser' },
      403: { description: 'Neither an owner nor of the box office (`role_required`)' },
      404: { description: 'No such venue' },
    },
    handler: async ({ params, body: { needs }, user }) =>
      reply(200, toVenueResponse(await replaceCrewNeeds({ venueId: params.id, userId: user.id, needs }))),
  });
