import { defineRoute, reply, requiredText } from '@ticketing/common/http';
import { maxPlaces, partyFields, partyProblems, partySizeOf } from '@ticketing/common/parties';
import { z } from 'zod';
import type { Wish } from '../domain/book-journey.ts';
import type { UseCases } from '../use-cases/index.ts';
import { bookingResponse, toBookingResponse } from './booking-response.ts';

const body = z
  .object({
    ...partyFields,
    passengers: z
      .array(z.object({ name: requiredText('Name', 100) }))
      .max(maxPlaces)
      .optional()
      .meta({ description: 'Who travels, one per place, in the order of the places' }),
  })
  .superRefine((request, context) => {
    const issue = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
    const problems = partyProblems(request);
    for (const { path, message } of problems) issue(path, message);
    const { passengers } = request;
    if (problems.length === 0 && passengers && passengers.length !== partySizeOf(request))
      issue('passengers', 'Name one passenger per place');
  })
  .meta({
    example: {
      performanceId: '66f0c0ffee0123456789abcf',
      bestAvailable: { quantity: 2 },
      passengers: [{ name: 'Ada Lovelace' }, { name: 'Charles Babbage' }],
    },
  });

function wishOf({ seats, bestAvailable, standing }: z.output<typeof body>): Wish {
  return {
    seatIds: seats ?? [],
    bestAvailable: bestAvailable
      ? {
          quantity: bestAvailable.quantity,
          categoryId: bestAvailable.categoryId ?? null,
          sectionId: bestAvailable.sectionId ?? null,
          maxPrice: bestAvailable.maxPrice ?? null,
          needsAccessible: bestAvailable.accessible ?? false,
        }
      : null,
    standing: standing ?? null,
  };
}

/** How soon a client should read a booking that is still reserving, seconds. */
const retryAfterSeconds = 1;

/**
 * POST /api/bookings → 201 the places are reserved | 202 still reserving | 400 invalid input, or refused | 401 | 403 | 404 |
 * 429 | 503 nobody answered in time
 */
export const postBookings = ({ book }: Pick<UseCases, 'book'>) =>
  defineRoute({
    method: 'post',
    path: '/api/bookings',
    operationId: 'book',
    provesWorkFor: ({ body: { performanceId }, user }) => `booking by ${user.id} of ${performanceId}`,
    summary: 'Book places of an event or a journey for a party',
    access: 'required',
    isIdempotent: true,
    body,
    responses: {
      201: { description: 'The places are reserved until the order expires; pay it', schema: bookingResponse },
      202: {
        description: 'Accepted; the places are still being reserved. Read or follow the booking at `Location`',
        schema: bookingResponse,
      },
      400: {
        description:
          'Invalid input, or refused: `seats_taken`, `no_seats_together`, `sold_out`, `party_too_large`, `sale_not_started`, `sale_ended`, `performance_cancelled`, `amount_too_small`, `amount_too_large`',
      },
      401: { description: 'Not signed in' },
      403: {
        description:
          'Your e-mail address is not confirmed (`email_not_verified`), or a proof of work is asked for (`proof_of_work_required`)',
      },
      404: { description: 'No such event' },
      429: {
        description:
          'You hold too many unpaid places (`too_many_reservations`), your network does (`too_many_reservations_nearby`), or you try too often (`too_many_bookings`)',
      },
      503: { description: 'Nobody answered in time; the booking is undone (`booking_timed_out`)' },
    },
    handler: async ({ body: request, user, address, effect }) => {
      const booking = await book({
        ...{ userId: user.id, isEmailVerified: user.isEmailVerified, address, effect },
        performanceId: request.performanceId ?? '',
        wish: wishOf(request),
        passengers: request.passengers?.map(({ name }) => name) ?? null,
      });
      const isReserved = booking.status !== 'reserving';
      return reply(isReserved ? 201 : 202, toBookingResponse(booking), {
        Location: `/api/bookings/${booking.id}`,
        ...(isReserved ? {} : { 'Retry-After': String(retryAfterSeconds) }),
      });
    },
  });
