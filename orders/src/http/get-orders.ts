import { defineRoute, reply } from '@ticketing/common/http';
import { z } from 'zod';
import type { UseCases } from '../use-cases/index.ts';
import { orderResponse, toOrderResponse } from './order-response.ts';

/** GET /api/orders → 200 own orders, newest first | 401 */
export const getOrders = ({ listOrders }: Pick<UseCases, 'listOrders'>) =>
  defineRoute({
    method: 'get',
    path: '/api/orders',
    summary: 'List your orders',
    access: 'required',
    responses: {
      200: { description: 'Your orders, newest first', schema: z.array(orderResponse) },
      401: { description: 'Not signed in' },
    },
    handler: async ({ user }) => {
      const orders = await listOrders({ userId: user.id });
      return reply(
        200,
        orders.map((order) => toOrderResponse(order)),
      );
    },
  });
