import { defineRoute, objectId, reply } from '@ticketing/common/http';
import { z } from 'zod';
import type { UseCases } from '../use-cases/index.ts';

/** DELETE /api/tickets/:id → 204 off sale (idempotent) | 400 reserved or sold | 401 | 404 */
export const deleteTicketsId = ({ withdrawTicket }: Pick<UseCases, 'withdrawTicket'>) =>
  defineRoute({
    method: 'delete',
    path: '/api/tickets/:id',
    operationId: 'withdrawTicket',
    summary: 'Take a listing off sale',
    access: 'required',
    params: z.object({ id: objectId }),
    responses: {
      204: { description: 'Off sale' },
      400: { description: 'The ticket is reserved or sold (`ticket_reserved`)' },
      401: { description: 'Not signed in, or not your listing' },
      404: { description: 'No such ticket' },
    },
    handler: async ({ params, user }) => {
      await withdrawTicket({ ticketId: params.id, sellerId: user.id });
      return reply(204);
    },
  });
