import { defineRoute, objectId, reply } from '@ticketing/common/http';
import { z } from 'zod';
import type { UseCases } from '../use-cases/index.ts';
import { etagOf, ticketResponse, toTicketResponse } from './ticket-schemas.ts';

/** GET /api/tickets/:id → 200 | 404 */
export const getTicketsId = ({ readTicket }: Pick<UseCases, 'readTicket'>) =>
  defineRoute({
    method: 'get',
    path: '/api/tickets/:id',
    operationId: 'readTicket',
    summary: 'Read a ticket',
    access: 'public',
    params: z.object({ id: objectId }),
    responses: {
      200: { description: 'The ticket', schema: ticketResponse },
      404: { description: 'No such ticket' },
    },
    handler: async ({ params }) => {
      const ticket = await readTicket({ ticketId: params.id });
      return reply(200, toTicketResponse(ticket), { ETag: etagOf(ticket) });
    },
  });
