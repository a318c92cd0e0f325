import { defineRoute, reply } from '@ticketing/common/http';
import type { ReservationStatements } from '@ticketing/common/reservations';
import { z } from 'zod';
import type { UseCases } from '../use-cases/index.ts';
import { orderResponse, toOrderResponse } from './order-response.ts';
import { postOrdersBody, wishOf } from './post-orders-body.ts';

const reservedResponse = orderResponse
  .extend({
    statement: z.string().meta({
      description:
        'Signed by orders. Sent with the payment, it makes the order payable before payments has received its event',
    }),
  })
  .meta({ id: 'ReservedOrder' });

/** POST /api/orders → 201 | 400 invalid input, ticket already reserved | 401 | 403 not verified, proof of work required | 404 no such ticket | 429 too many holds */
export const postOrders = (
  { reserveTicket, reserveParty }: Pick<UseCases, 'reserveTicket' | 'reserveParty'>,
  statements: Pick<ReservationStatements, 'sign'>,
) =>
  defineRoute({
    method: 'post',
    path: '/api/orders',
    operationId: 'reserveTicket',
    summary: 'Reserve a ticket, or places of an event',
    access: 'required',
    isIdempotent: true,
    provesWorkFor: ({ body, user }) => `reservation by ${user.id} of ${body.performanceId ?? body.ticketId}`,
    body: postOrdersBody,
    responses: {
      201: { description: 'Reserved until expiresAt', schema: reservedResponse },
      400: {
        description:
          'Invalid input, or the ticket is reserved (`ticket_reserved`), off sale (`ticket_withdrawn`), its sale has ended (`sale_ended`) or it is too cheap to be charged (`amount_too_small`). For places of an event also: `seats_taken`, `no_seats_together`, `sold_out`, `party_too_large`, `sale_not_started`, `performance_cancelled`, `amount_too_large`',
      },
      401: { description: 'Not signed in' },
      403: {
        description:
          'You hold an unpaid ticket, and your e-mail address is not confirmed (`email_not_verified`), or a proof of work is asked for (`proof_of_work_required`)',
      },
      404: { description: 'No such ticket or event' },
      409: { description: 'It is a departure, whose places are booked: POST /api/bookings (`booking_required`)' },
      429: {
        description:
          'You hold too many unpaid tickets (`too_many_reservations`), your network does (`too_many_reservations_nearby`), or you have held this one for long (`held_too_often`)',
      },
    },
    handler: async ({ body, user, address, effect }) => {
      const { isEmailVerified } = user;
      const buyer = { buyerId: user.id, isEmailVerified, address, effect };
      const { performanceId, ticketId = '' } = body;
      const order = performanceId
        ? await reserveParty({ ...buyer, performanceId, wish: wishOf(body) })
        : await reserveTicket({ ...buyer, ticketId });
      const { id: orderId, userId: buyerId, priceMinor, currency, expiresAt } = order;
      const statement = statements.sign({
        ...{ orderId, buyerId, priceMinor, currency, expiresAt },
        performanceId: performanceId ?? null,
      });
      return reply(201, { ...toOrderResponse(order), statement }, { Location: `/api/orders/${orderId}` });
    },
  });
