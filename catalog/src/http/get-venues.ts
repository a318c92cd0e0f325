import { defineRoute, objectId, reply } from '@ticketing/common/http';
import { z } from 'zod';
import type { UseCases } from '../use-cases/index.ts';
import { toVenueResponse, venueResponse } from './venue-schemas.ts';

/** GET /api/venues?organiserId= → 200 | 400 | 401 no member | 404 no such organiser */
export const getVenues = ({ readVenues }: Pick<UseCases, 'readVenues'>) =>
  defineRoute({
    method: 'get',
    path: '/api/venues',
    operationId: 'listVenues',
    summary: 'The venues of your organiser',
    access: 'required',
    query: z.object({ organiserId: objectId }),
    responses: {
      200: { description: 'Oldest first', schema: z.array(venueResponse) },
      400: { description: 'Invalid query' },
      401: { description: 'Not signed in, or not a member of the organiser' },
      404: { description: 'No such organiser' },
    },
    handler: async ({ query: { organiserId }, user }) => {
      const venues = await readVenues({ organiserId, userId: user.id });
      return reply(200, venues.map(toVenueResponse));
    },
  });
