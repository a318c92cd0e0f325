import { defineRoute, objectId, reply } from '@ticketing/common/http';
import { z } from 'zod';
import type { UseCases } from '../use-cases/index.ts';

/** DELETE /api/orders/performances/:id/waiting → 204, also when the caller does not wait | 401 */
export const deleteOrdersPerformancesIdWaiting = ({ leaveWaitingList }: Pick<UseCases, 'leaveWaitingList'>) =>
  defineRoute({
    method: 'delete',
    path: '/api/orders/performances/:id/waiting',
    operationId: 'leaveWaitingList',
    summary: 'Leave the waiting list of an event',
    access: 'required',
    params: z.object({ id: objectId }),
    responses: {
      204: { description: 'You don’t wait any more' },
      401: { description: 'Not signed in' },
    },
    handler: async ({ params, user }) => {
      await leaveWaitingList({ performanceId: params.id, userId: user.id });
      return reply(204);
    },
  });
