import { defineRoute, reply } from '@ticketing/common/http';
import type { UseCases } from '../use-cases/index.ts';
import { maxSeatMapBytes } from './seat-map-schemas.ts';
import { toVenueResponse, venueBody, venueResponse } from './venue-schemas.ts';

/** POST /api/venues → 201 | 400 | 401 | 403 | 404 no such organiser or place | 413 | 429 */
export const postVenues = ({ createVenue }: Pick<UseCases, 'createVenue'>) =>
  defineRoute({
    method: 'post',
    path: '/api/venues',
    operationId: 'createVenue',
    summary: 'Add a venue or vehicle, with its seat map if you have it',
    access: 'required',
    isIdempotent: true,
    maxBodyBytes: maxSeatMapBytes,
    body: venueBody,
    responses: {
      201: { description: 'Added', schema: venueResponse },
      400: { description: 'Invalid input; the code and field tell which rule of the seat map it breaks' },
      401: { description: 'Not signed in, or not a member of the organiser' },
      403: { description: 'Neither an owner nor of the box office (`role_required`)' },
      404: { description: 'No such organiser or place' },
      429: { description: 'Too many venues within a day (`too_many_venues`)' },
    },
    handler: async ({ body: { seatMap, ...venue }, user, effect }) => {
      const created = await createVenue({ ...venue, sections: seatMap?.sections, userId: user.id, effect });
      return reply(201, toVenueResponse(created.venue), { Location: `/api/venues/${created.venue.id}` });
    },
  });
