import { defineRoute, reply } from '@ticketing/common/http';
import { z } from 'zod';
import type { UseCases } from '../use-cases/index.ts';
import { nextTicketsHeaders, ticketPageQuery } from './paging.ts';
import { ticketResponse, toTicketResponse } from './ticket-schemas.ts';

/** GET /api/tickets/mine → 200 the caller's listings in every state, newest first; the next page in `Link` | 401 */
export const getTicketsMine = ({ readOwnTickets }: Pick<UseCases, 'readOwnTickets'>) =>
  defineRoute({
    method: 'get',
    path: '/api/tickets/mine',
    operationId: 'listOwnTickets',
    summary: 'Your listings in every state, newest first',
    access: 'required',
    query: z.object(ticketPageQuery),
    responses: {
      200: { description: 'A page; `Link: <…>; rel="next"` leads to the next', schema: z.array(ticketResponse) },
      400: { description: 'Invalid query' },
      401: { description: 'Not signed in' },
    },
    handler: async ({ query: { limit, cursor: after }, user, res }) => {
      const page = await readOwnTickets({ sellerId: user.id, limit, after });
      const body = page.items.map((ticket) => toTicketResponse(ticket));
      return reply(200, body, nextTicketsHeaders(res.req, page, 'newest'));
    },
  });
