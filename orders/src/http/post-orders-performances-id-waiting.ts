import { defineRoute, objectId, reply } from '@ticketing/common/http';
import { partyFields } from '@ticketing/common/parties';
import { z } from 'zod';
import type { UseCases } from '../use-cases/index.ts';
import { bestWishOf } from './post-orders-body.ts';
import { toWaitingEntry, waitingEntry } from './waiting-schemas.ts';

const { bestAvailable, standing } = partyFields;
const body = z
  .object({ bestAvailable, standing })
  .refine((given) => (given.bestAvailable === undefined) !== (given.standing === undefined), {
    message: 'Provide one of bestAvailable and standing',
    path: ['bestAvailable'],
  })
  .meta({ example: { bestAvailable: { quantity: 2 } } });

const wishOf = ({ bestAvailable: best, standing: area }: z.output<typeof body>) =>
  area ? { kind: 'standing' as const, ...area } : bestWishOf(best ?? { quantity: 1 });

/** POST /api/orders/performances/:id/waiting → 200 | 400 places are free, the sale is over | 401 | 404 | 429 */
export const postOrdersPerformancesIdWaiting = ({ joinWaitingList }: Pick<UseCases, 'joinWaitingList'>) =>
  defineRoute({
    method: 'post',
    path: '/api/orders/performances/:id/waiting',
    operationId: 'joinWaitingList',
    summary: 'Wait for places of a sold-out event',
    access: 'required',
    params: z.object({ id: objectId }),
    body,
    responses: {
      200: {
        description:
          'You wait, from now or already. When places become free for your party, they are reserved for you for a while: an order that you pay',
        schema: waitingEntry,
      },
      400: {
        description:
          'Invalid input, or there is nothing to wait for: `places_free`, `party_too_large`, `sale_not_started`, `sale_ended`, `performance_cancelled`',
      },
      401: { description: 'Not signed in' },
      404: { description: 'No such event' },
      409: { description: 'It is a departure, whose places are booked (`booking_required`)' },
      429: { description: 'You wait for too many events (`too_many_waiting`)' },
    },
    handler: async ({ params, body: request, user, address }) => {
      const { isEmailVerified } = user;
      const entry = await joinWaitingList({
        ...{ performanceId: params.id, userId: user.id, isEmailVerified, address },
        wish: wishOf(request),
      });
      return reply(200, toWaitingEntry(entry));
    },
  });
