import { defineRoute, reply, uuid } from '@ticketing/common/http';
import { partyFields } from '@ticketing/common/parties';
import { z } from 'zod';
import type { UseCases } from '../use-cases/index.ts';
import { orderResponse, toOrderResponse } from './order-response.ts';

const { seats, standing } = partyFields;

const body = z
  .object({ seats, standing })
  .refine((given) => given.seats !== undefined || given.standing !== undefined, {
    error: 'Seats or standing places are required',
    path: ['seats'],
  })
  .meta({ example: { seats: ['stalls:C:11'] } });

/** POST /api/orders/:id/release → 200 the order without the places | 400 | 401 | 404 | 409 an attempt to pay is open */
export const postOrdersIdRelease = ({ releasePlacesOf }: Pick<UseCases, 'releasePlacesOf'>) =>
  defineRoute({
    method: 'post',
    path: '/api/orders/:id/release',
    operationId: 'releasePlaces',
    summary: 'Give back some places of an unpaid order',
    access: 'required',
    priority: 'high',
    isIdempotent: true,
    params: z.object({ id: uuid }),
    body,
    responses: {
      200: { description: 'The order with the places that are left', schema: orderResponse },
      400: {
        description:
          'Invalid input; not its places (`unknown_place`), all of them (`all_places`: release the order instead), or too cheap without them (`amount_too_small`); an order of one ticket (`not_a_party`), of a booking (`order_of_booking`), paid (`already_paid`) or ended (`order_cancelled`)',
      },
      401: { description: 'Not signed in, or not your order' },
      404: { description: 'No such order' },
      409: { description: 'An attempt to pay is open (`payment_in_progress`)' },
    },
    handler: async ({ params, body: given, user, effect }) => {
      const order = await releasePlacesOf({
        ...{ orderId: params.id, userId: user.id, effect },
        seatIds: given.seats ?? [],
        standing: given.standing ?? null,
      });
      return reply(200, toOrderResponse(order));
    },
  });
