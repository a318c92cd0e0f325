import { defineRoute, reply, uuid } from '@ticketing/common/http';
import { z } from 'zod';
import type { UseCases } from '../use-cases/index.ts';
import { orderResponse, toOrderResponse } from './order-response.ts';

/** GET /api/orders/:id → 200 | 401 not signed in or not the buyer | 404 */
export const getOrdersId = ({ readOrder }: Pick<UseCases, 'readOrder'>) =>
  defineRoute({
    method: 'get',
    path: '/api/orders/:id',
    operationId: 'readOrder',
    summary: 'Read an order',
    access: 'required',
    priority: 'high',
    params: z.object({ id: uuid }),
    responses: {
      200: { description: 'The order', schema: orderResponse },
      401: { description: 'Not signed in, or not your order' },
      404: { description: 'No such order' },
    },
    handler: async ({ params, user }) => {
      const order = await readOrder({ orderId: params.id, userId: user.id });
      return reply(200, toOrderResponse(order));
    },
  });
