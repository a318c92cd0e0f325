import { defineRoute, objectIdPattern, reply } from '@ticketing/common/http';
import { z } from 'zod';
import type { UseCases } from '../use-cases/index.ts';
import { orderResponse, toOrderResponse } from './order-response.ts';

const postOrdersBody = z.object({
  ticketId: z.string({ error: 'TicketId must be provided' }).regex(objectIdPattern, 'TicketId must be provided'),
});

/** POST /api/orders → 201 | 400 invalid input, ticket already reserved | 401 | 404 no such ticket | 429 too many holds */
export const postOrders = ({ reserveTicket }: Pick<UseCases, 'reserveTicket'>) =>
  defineRoute({
    method: 'post',
    path: '/api/orders',
    summary: 'Reserve a ticket',
    access: 'required',
    isIdempotent: true,
    body: postOrdersBody,
    responses: {
      201: { description: 'Reserved until expiresAt', schema: orderResponse },
      400: {
        description: 'Invalid input, or the ticket is reserved (`ticket_reserved`) or off sale (`ticket_withdrawn`)',
      },
      401: { description: 'Not signed in' },
      404: { description: 'No such ticket' },
      429: { description: 'You hold too many tickets that you have not paid (`too_many_reservations`)' },
    },
    handler: async ({ body, user, effect }) => {
      const order = await reserveTicket({ ticketId: body.ticketId, buyerId: user.id, effect });
      return reply(201, toOrderResponse(order), { Location: `/api/orders/${order.id}` });
    },
  });
