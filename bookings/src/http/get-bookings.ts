import { defineRoute, nextPageHeaders, pageQuery, reply, uuidPattern } from '@ticketing/common/http';
import { z } from 'zod';
import type { UseCases } from '../use-cases/index.ts';
import { bookingResponse, toBookingResponse } from './booking-response.ts';

/** GET /api/bookings → 200 the caller's bookings, newest first; the next page in `Link` | 400 | 401 */
export const getBookings = ({ listBookings }: Pick<UseCases, 'listBookings'>) =>
  defineRoute({
    method: 'get',
    path: '/api/bookings',
    operationId: 'listBookings',
    summary: 'List your bookings',
    access: 'required',
    query: z.object(pageQuery({ id: uuidPattern })),
    responses: {
      200: {
        description: 'A page of your bookings, newest first; `Link: <…>; rel="next"` leads to the next',
        schema: z.array(bookingResponse),
      },
      400: { description: 'Invalid query' },
      401: { description: 'Not signed in' },
    },
    handler: async ({ query: { limit, cursor: after }, user, res }) => {
      const { items, hasMore } = await listBookings({ userId: user.id, limit, after });
      const last = hasMore ? items.at(-1) : undefined;
      const end = last ? { value: last.createdAt.getTime(), id: last.id } : null;
      return reply(
        200,
        items.map((booking) => toBookingResponse(booking)),
        nextPageHeaders(res.req, end),
      );
    },
  });
