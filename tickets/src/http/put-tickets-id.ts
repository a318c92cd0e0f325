import { defineRoute, objectId, reply } from '@ticketing/common/http';
import { z } from 'zod';
import type { UseCases } from '../use-cases/index.ts';
import { etagOf, ticketBody, ticketResponse, toTicketResponse, versionsOf } from './ticket-schemas.ts';

/**
 * PUT /api/tickets/:id → 200 | 400 invalid input, reserved | 401 not signed in or not the seller | 404 | 409 stale
 * If-Match
 */
export const putTicketsId = ({ editTicket }: Pick<UseCases, 'editTicket'>) =>
  defineRoute({
    method: 'put',
    path: '/api/tickets/:id',
    operationId: 'editTicket',
    summary: 'Change a listing',
    access: 'required',
    isConditional: true,
    params: z.object({ id: objectId }),
    body: ticketBody,
    responses: {
      200: { description: 'Changed', schema: ticketResponse },
      400: { description: 'Invalid input, new times in the past, or the ticket is reserved (`ticket_reserved`)' },
      401: { description: 'Not signed in, or not your listing' },
      404: { description: 'No such ticket' },
      409: { description: 'If-Match names an older version (`stale_version`)' },
    },
    handler: async ({ params, body, user, headers }) => {
      const ticket = await editTicket({
        ticketId: params.id,
        sellerId: user.id,
        change: body,
        expectedVersions: versionsOf(headers['if-match']),
      });
      return reply(200, toTicketResponse(ticket), { ETag: etagOf(ticket) });
    },
  });
