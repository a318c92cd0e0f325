import { defineRoute, type LiveStreams, openOwnStream } from '@ticketing/common/http';
import { z } from 'zod';
import type { UseCases } from '../use-cases/index.ts';
import { liveBooking } from './publish-bookings.ts';

/**
 * GET /api/bookings/events → 200 a stream of `booking` events: the caller's newest bookings, then every change | 401 | 429 | 503
 */
export const getBookingsEvents = (
  { readLiveBookings }: Pick<UseCases, 'readLiveBookings'>,
  streams: Pick<LiveStreams, 'open'>,
) =>
  defineRoute({
    method: 'get',
    path: '/api/bookings/events',
    operationId: 'followBookings',
    summary: 'Live updates of your bookings (server-sent events)',
    access: 'required',
    priority: 'high',
    responses: {
      200: {
        description:
          'Events `booking` whose data is a Booking: first your newest bookings, then each change. Ends with the session. After a disconnect, connect again: the current state comes first.',
        schema: z.string(),
        contentType: 'text/event-stream',
      },
      401: { description: 'Not signed in' },
      429: { description: 'You have too many open streams (`too_many_streams`)' },
      503: { description: 'Too many streams (`too_many_streams`)' },
    },
    handler: (input) =>
      openOwnStream(streams, input, async (owner) => (await readLiveBookings(owner)).map(liveBooking)),
  });
