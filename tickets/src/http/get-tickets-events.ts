import { coalesced, defineRoute, type LiveStreams, objectIdPattern } from '@ticketing/common/http';
import { z } from 'zod';
import type { UseCases } from '../use-cases/index.ts';
import { liveTicket, topicOf } from './publish-tickets.ts';

/** As many as a page of the store can show. */
const maxTickets = 100;

const ids = z
  .string({ error: 'ids must name the tickets, separated by commas' })
  .transform((text) => [...new Set(text.split(','))])
  .pipe(
    z
      .array(z.string().regex(objectIdPattern, 'ids must be ids of tickets, separated by commas'))
      .max(maxTickets, `ids must be at most ${maxTickets}`),
  );

/** GET /api/tickets/events?ids=… → 200 a stream of `ticket` events: the present state of each, then every change | 400 | 429 | 503 */
export const getTicketsEvents = (
  { readSeveralTickets }: Pick<UseCases, 'readSeveralTickets'>,
  streams: Pick<LiveStreams, 'open'>,
) => {
  const read = coalesced((ticketIds) => readSeveralTickets({ ticketIds }));
  return defineRoute({
    method: 'get',
    path: '/api/tickets/events',
    summary: 'Live updates of tickets (server-sent events)',
    access: 'public',
    query: z.object({ ids }),
    responses: {
      200: {
        description:
          'Events `ticket` whose data is a Ticket: first of every ticket asked for, then of each change. Connect again after a break: the present state comes first.',
        schema: z.string(),
        contentType: 'text/event-stream',
      },
      400: { description: 'No ids, too many, or malformed ones' },
      429: { description: 'Too many streams of one address (`too_many_streams`)' },
      503: { description: 'Too many streams (`too_many_streams`)' },
    },
    handler: ({ query: { ids: ticketIds }, res }) =>
      streams.open({
        res,
        client: res.req.ip ?? 'unknown',
        topics: ticketIds.map(topicOf),
        snapshot: async () => (await read(ticketIds)).map(liveTicket),
      }),
  });
};
