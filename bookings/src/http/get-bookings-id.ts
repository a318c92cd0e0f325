import { defineRoute, reply, uuid } from '@ticketing/common/http';
import { z } from 'zod';
import type { UseCases } from '../use-cases/index.ts';
import { bookingResponse, toBookingResponse } from './booking-response.ts';

/** GET /api/bookings/:id → 200 | 401 not signed in or not the buyer | 404 */
export const getBookingsId = ({ readBooking }: Pick<UseCases, 'readBooking'>) =>
  defineRoute({
    method: 'get',
    path: '/api/bookings/:id',
    operationId: 'readBooking',
    summary: 'Read a booking',
    access: 'required',
    priority: 'high',
    params: z.object({ id: uuid }),
    responses: {
      200: { description: 'The booking', schema: bookingResponse },
      401: { description: 'Not signed in, or not your booking' },
      404: { description: 'No such booking' },
    },
    handler: async ({ params, user }) =>
      reply(200, toBookingResponse(await readBooking({ bookingId: params.id, userId: user.id }))),
  });
