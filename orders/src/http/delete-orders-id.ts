import { defineRoute, reply, uuid } from '@ticketing/common/http';
import { z } from 'zod';
import type { UseCases } from '../use-cases/index.ts';

/** DELETE /api/orders/:id → 204, also when already cancelled | 400 paid | 401 | 404 */
export const deleteOrdersId = ({ cancelOrder }: Pick<UseCases, 'cancelOrder'>) =>
  defineRoute({
    method: 'delete',
    path: '/api/orders/:id',
    operationId: 'cancelOrder',
    summary: 'Cancel an order and release its ticket',
    access: 'required',
    priority: 'high',
    params: z.object({ id: uuid }),
    responses: {
      204: { description: 'The order is cancelled' },
      400: { description: 'The order is paid (`already_paid`)' },
      401: { description: 'Not signed in, or not your order' },
      404: { description: 'No such order' },
    },
    handler: async ({ params, user }) => {
      await cancelOrder({ orderId: params.id, userId: user.id });
      return reply(204);
    },
  });
