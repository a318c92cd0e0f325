import { coalesceReads } from '@ticketing/common/cache';
import { defineRoute, type LiveStreams } from '@ticketing/common/http';
import { z } from 'zod';
import type { UseCases } from '../use-cases/index.ts';
import { liveTicket, topicOf } from './publish-tickets.ts';
import { ticketIds } from './ticket-schemas.ts';

/**
 * GET /api/tickets/events?ids=… → 200 a stream of `ticket` events: the current state of each, then every change | 400 |
 * 429 | 503
 */
export const getTicketsEvents = (
  { readTicketsById }: Pick<UseCases, 'readTicketsById'>,
  streams: Pick<LiveStreams, 'open'>,
) => {
  const read = coalesceReads((ids) => readTicketsById({ ticketIds: ids }));
  return defineRoute({
    method: 'get',
    path: '/api/tickets/events',
    operationId: 'followTickets',
    summary: 'Live updates of tickets (server-sent events)',
    access: 'public',
    query: z.object({ ids: ticketIds }),
    responses: {
      200: {
        description:
          'Events `ticket` whose data is a Ticket: first every requested ticket, then each change. After a disconnect, connect again: the current state comes first.',
        schema: z.string(),
        contentType: 'text/event-stream',
      },
      400: { description: 'No ids, too many, or malformed ones' },
      429: { description: 'Too many streams from one address (`too_many_streams`)' },
      503: { description: 'Too many streams (`too_many_streams`)' },
    },
    handler: ({ query: { ids }, res }) =>
      streams.open({
        res,
        client: res.req.ip ?? 'unknown',
        topics: ids.map(topicOf),
        snapshot: async () => (await read(ids)).map(liveTicket),
      }),
  });
};
