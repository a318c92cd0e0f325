import { defineRoute, objectId, reply } from '@ticketing/common/http';
import { z } from 'zod';
import { seatCountOf, standingQuotaOf } from '../domain/seat-map.ts';
import type { UseCases } from '../use-cases/index.ts';
import { maxSeatMapBytes, seatMapBody } from './seat-map-schemas.ts';

const seatMapSummary = z.object({ version: z.int(), seatCount: z.int(), standingQuota: z.int() });

/** PUT /api/venues/:id/seat-map → 200 a new version, or the same for the same content | 400 | 401 | 403 | 404 | 413 | 429 */
export const putVenuesIdSeatMap = ({ replaceSeatMap }: Pick<UseCases, 'replaceSeatMap'>) =>
  defineRoute({
    method: 'put',
    path: '/api/venues/:id/seat-map',
    operationId: 'replaceSeatMap',
    summary: 'Replace the seat map of a venue; what is on sale keeps its own',
    access: 'required',
    maxBodyBytes: maxSeatMapBytes,
    params: z.object({ id: objectId }),
    body: seatMapBody,
    responses: {
      200: { description: 'The newest version', schema: seatMapSummary },
      400: { description: 'Invalid input; the code and field tell which rule it breaks (`seat_map_too_large`, …)' },
      401: { description: 'Not signed in, or not a member of its organiser' },
      403: { description: 'Neither an owner nor of the box office (`role_required`)' },
      404: { description: 'No such venue' },
      429: { description: 'Too many seat maps within a day (`too_many_seat_maps`)' },
    },
    handler: async ({ params, body, user }) => {
      const { version, sections } = await replaceSeatMap({ venueId: params.id, userId: user.id, ...body });
      return reply(200, { version, seatCount: seatCountOf(sections), standingQuota: standingQuotaOf(sections) });
    },
  });
