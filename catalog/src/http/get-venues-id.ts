import { defineRoute, objectId, reply } from '@ticketing/common/http';
import { z } from 'zod';
import type { UseCases } from '../use-cases/index.ts';
import { toVenueWithSeatsResponse, venueWithSeatsResponse } from './venue-schemas.ts';

/** GET /api/venues/:id → 200 with its newest seat map | 401 no member | 404 */
export const getVenuesId = ({ readVenue }: Pick<UseCases, 'readVenue'>) =>
  defineRoute({
    method: 'get',
    path: '/api/venues/:id',
    operationId: 'readVenue',
    summary: 'Read a venue of your organiser, with its newest seat map',
    access: 'required',
    params: z.object({ id: objectId }),
    responses: {
      200: { description: 'The venue', schema: venueWithSeatsResponse },
      401: { description: 'Not signed in, or not a member of its organiser' },
      404: { description: 'No such venue' },
    },
    handler: async ({ params, user }) =>
      reply(200, toVenueWithSeatsResponse(await readVenue({ venueId: params.id, userId: user.id }))),
  });
