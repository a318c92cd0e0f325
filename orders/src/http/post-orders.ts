import { defineRoute, objectIdPattern, reply } from '@ticketing/common/http';
import type { ReservationStatements } from '@ticketing/common/reservations';
import { z } from 'zod';
import type { UseCases } from '../use-cases/index.ts';
import { orderResponse, toOrderResponse } from './order-response.ts';

const postOrdersBody = z
  .object({
    ticketId: z.string({ error: 'TicketId must be provided' }).regex(objectIdPattern, 'TicketId must be provided'),
  })
  .meta({ example: { ticketId: '66f0c0ffee0123456789abce' } });

const reservedResponse = orderResponse
  .extend({
    statement: z.string().meta({
      description:
        'Signed by orders. Sent with the payment, it makes the order payable before payments has received its event',
    }),
  })
  .meta({ id: 'ReservedOrder' });

/** POST /api/orders → 201 | 400 invalid input, ticket already reserved | 401 | 403 not verified | 404 no such ticket | 429 too many holds */
export const postOrders = (
  { reserveTicket }: Pick<UseCases, 'reserveTicket'>,
  statements: Pick<ReservationStatements, 'sign'>,
) =>
  defineRoute({
    method: 'post',
    path: '/api/orders',
    operationId: 'reserveTicket',
    summary: 'Reserve a ticket',
    access: 'required',
    isIdempotent: true,
    body: postOrdersBody,
    responses: {
      201: { description: 'Reserved until expiresAt', schema: reservedResponse },
      400: {
        description:
          'Invalid input, or the ticket is reserved (`ticket_reserved`), off sale (`ticket_withdrawn`), its sale has ended (`sale_ended`) or it is too cheap to be charged (`amount_too_small`)',
      },
      401: { description: 'Not signed in' },
      403: {
        description: 'You hold an unpaid ticket, and your e-mail address is not confirmed (`email_not_verified`)',
      },
      404: { description: 'No such ticket' },
      429: {
        description:
          'You hold too many unpaid tickets (`too_many_reservations`), your network does (`too_many_reservations_nearby`), or you have held this one for long (`held_too_often`)',
      },
    },
    handler: async ({ body, user, address, effect }) => {
      const { isEmailVerified } = user;
      const order = await reserveTicket({
        ticketId: body.ticketId,
        buyerId: user.id,
        isEmailVerified,
        address,
        effect,
      });
      const { id: orderId, userId: buyerId, priceMinor, currency, expiresAt } = order;
      const statement = statements.sign({ orderId, buyerId, priceMinor, currency, expiresAt });
      return reply(201, { ...toOrderResponse(order), statement }, { Location: `/api/orders/${orderId}` });
    },
  });
