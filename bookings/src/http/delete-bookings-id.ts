import { defineRoute, reply, uuid } from '@ticketing/common/http';
import { z } from 'zod';
import type { UseCases } from '../use-cases/index.ts';

/** DELETE /api/bookings/:id → 204 it is being undone, also when it already is | 400 paid | 401 | 404 */
export const deleteBookingsId = ({ cancelBooking }: Pick<UseCases, 'cancelBooking'>) =>
  defineRoute({
    method: 'delete',
    path: '/api/bookings/:id',
    operationId: 'cancelBooking',
    summary: 'Cancel a booking and release its places',
    access: 'required',
    priority: 'high',
    params: z.object({ id: uuid }),
    responses: {
      204: { description: 'The booking is being undone, or was' },
      400: { description: 'The booking is paid (`already_paid`)' },
      401: { description: 'Not signed in, or not your booking' },
      404: { description: 'No such booking' },
    },
    handler: async ({ params, user }) => {
      await cancelBooking({ bookingId: params.id, userId: user.id });
      return reply(204);
    },
  });
