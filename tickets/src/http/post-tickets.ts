import { defineRoute, reply } from '@ticketing/common/http';
import type { UseCases } from '../use-cases/index.ts';
import { etagOf, ticketBody, ticketResponse, toTicketResponse } from './ticket-schemas.ts';

/** POST /api/tickets → 201 | 400 invalid input | 401 | 403 not verified | 429 too many listings */
export const postTickets = ({ listTicket }: Pick<UseCases, 'listTicket'>) =>
  defineRoute({
    method: 'post',
    path: '/api/tickets',
    operationId: 'listTicket',
    summary: 'List a ticket for sale',
    access: 'required',
    isIdempotent: true,
    body: ticketBody,
    responses: {
      201: { description: 'Listed', schema: ticketResponse },
      400: {
        description:
          'Invalid input, or times in the past (`start_in_past`, `sale_end_in_past`, `sale_ends_after_start`)',
      },
      401: { description: 'Not signed in' },
      403: { description: 'Your e-mail address is not confirmed (`email_not_verified`)' },
      429: { description: 'Too many listings within an hour (`too_many_listings`)' },
    },
    handler: async ({ body, user, effect }) => {
      const ticket = await listTicket({
        ...body,
        sellerId: user.id,
        isEmailVerified: user.isEmailVerified,
        effect,
      });
      return reply(201, toTicketResponse(ticket), { Location: `/api/tickets/${ticket.id}`, ETag: etagOf(ticket) });
    },
  });
