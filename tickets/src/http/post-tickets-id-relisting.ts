import { defineRoute, objectId, reply } from '@ticketing/common/http';
import { z } from 'zod';
import type { UseCases } from '../use-cases/index.ts';
import { etagOf, ticketResponse, toTicketResponse } from './ticket-schemas.ts';

/** POST /api/tickets/:id/relisting → 200 on sale again (idempotent) | 400 reserved or sold | 401 | 404 */
export const postTicketsIdRelisting = ({ relistTicket }: Pick<UseCases, 'relistTicket'>) =>
  defineRoute({
    method: 'post',
    path: '/api/tickets/:id/relisting',
    operationId: 'relistTicket',
    summary: 'Relist a withdrawn listing',
    access: 'required',
    params: z.object({ id: objectId }),
    responses: {
      200: { description: 'On sale', schema: ticketResponse },
      400: { description: 'The ticket is reserved or sold (`ticket_reserved`), or its sale has ended (`sale_ended`)' },
      401: { description: 'Not signed in, or not your listing' },
      403: { description: 'Your e-mail address is not confirmed (`email_not_verified`)' },
      404: { description: 'No such ticket' },
    },
    handler: async ({ params, user }) => {
      const { id: sellerId, isEmailVerified } = user;
      const ticket = await relistTicket({ ticketId: params.id, sellerId, isEmailVerified });
      return reply(200, toTicketResponse(ticket), { ETag: etagOf(ticket) });
    },
  });
