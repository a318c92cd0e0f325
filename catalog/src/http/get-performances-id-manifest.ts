import { defineRoute, nextPageHeaders, objectId, pageQuery, reply, uuidPattern } from '@ticketing/common/http';
import { z } from 'zod';
import { type ManifestEntry, placesOf } from '../domain/manifest.ts';
import type { UseCases } from '../use-cases/index.ts';

const manifestEntryResponse = z
  .object({
    bookingId: z.string(),
    issuedAt: z.iso.datetime(),
    places: z.array(
      z.object({
        ticketNumber: z.string(),
        label: z.string(),
        sectionId: z.string(),
        seatId: z.string().optional().meta({ description: 'Absent for a standing place.' }),
      }),
    ),
  })
  .meta({
    id: 'ManifestEntry',
    example: {
      bookingId: '0192c9a4-5b0e-7c1d-9f3a-2e6d8b7a4c10',
      issuedAt: '2027-05-01T12:00:00.000Z',
      places: [
        {
          ticketNumber: '7K2M-QX4D-01',
          label: 'Coach 4, row 2, seat 11',
          sectionId: 'coach-4',
          seatId: 'coach-4:2:11',
        },
      ],
    },
  });

function toResponse({ id: bookingId, issuedAt, ticketNumbers, ...entry }: ManifestEntry) {
  const places = placesOf(entry).map(({ seatId, ...place }, index) => ({
    ...place,
    ticketNumber: ticketNumbers[index] ?? '',
    ...(seatId !== null && { seatId }),
  }));
  return { bookingId, issuedAt: issuedAt?.toISOString() ?? '', places };
}

/** GET /api/performances/:id/manifest → 200 who has tickets, in the order of their issue | 401 | 403 another role | 404 */
export const getPerformancesIdManifest = ({ readManifest }: Pick<UseCases, 'readManifest'>) =>
  defineRoute({
    method: 'get',
    path: '/api/performances/:id/manifest',
    operationId: 'readManifest',
    summary: 'The bookings of a performance that have tickets, for those who admit people',
    access: 'required',
    params: z.object({ id: objectId }),
    query: z.object(pageQuery({ id: uuidPattern })),
    responses: {
      200: { description: 'A page; `Link: <…>; rel="next"` leads to the next', schema: z.array(manifestEntryResponse) },
      400: { description: 'Invalid query' },
      401: { description: 'Not signed in, or not a member' },
      403: { description: 'Your role is another (`role_required`)' },
      404: { description: 'No such performance' },
    },
    handler: async ({ params, query: { limit, cursor: after }, user, res }) => {
      const page = await readManifest({ performanceId: params.id, userId: user.id, limit, after });
      const last = page.hasMore ? page.items.at(-1) : undefined;
      const end = last ? { value: last.issuedAt?.getTime() ?? 0, id: last.id } : null;
      return reply(200, page.items.map(toResponse), nextPageHeaders(res.req, end));
    },
  });
