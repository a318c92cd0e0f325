import { defineRoute, objectId, reply } from '@ticketing/common/http';
import { z } from 'zod';
import type { UseCases } from '../use-cases/index.ts';
import { ticketResponse, toTicketResponse } from './ticket-schemas.ts';

/** GET /api/tickets/:id/similar → 200 | 404 */
export const getTicketsIdSimilar = ({ readSimilarTickets }: Pick<UseCases, 'readSimilarTickets'>) =>
  defineRoute({
    method: 'get',
    path: '/api/tickets/:id/similar',
    operationId: 'readSimilarTickets',
    summary: 'Tickets on sale that resemble one, most similar first',
    access: 'public',
    params: z.object({ id: objectId }),
    responses: {
      200: { description: 'At most four', schema: z.array(ticketResponse) },
      404: { description: 'No such ticket' },
    },
    handler: async ({ params }) => {
      const similar = await readSimilarTickets({ ticketId: params.id });
      return reply(
        200,
        similar.map((ticket) => toTicketResponse(ticket)),
      );
    },
  });
