import { defineRoute, objectId, reply } from '@ticketing/common/http';
import { z } from 'zod';
import type { UseCases } from '../use-cases/index.ts';
import { toWaitingEntry, waitingEntry } from './waiting-schemas.ts';

/** GET /api/orders/performances/:id/waiting → 200 the caller's place in the list, or null | 401 */
export const getOrdersPerformancesIdWaiting = ({ readWaiting }: Pick<UseCases, 'readWaiting'>) =>
  defineRoute({
    method: 'get',
    path: '/api/orders/performances/:id/waiting',
    operationId: 'readWaiting',
    summary: 'Your place in the waiting list of an event',
    access: 'required',
    params: z.object({ id: objectId }),
    responses: {
      200: {
        description: 'Your entry; null while you don’t wait',
        schema: z.object({ entry: waitingEntry.nullable() }).meta({ id: 'Waiting' }),
      },
      401: { description: 'Not signed in' },
    },
    handler: async ({ params, user }) => {
      const entry = await readWaiting({ performanceId: params.id, userId: user.id });
      return reply(200, { entry: entry && toWaitingEntry(entry) });
    },
  });
