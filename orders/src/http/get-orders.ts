import { defineRoute, nextPageHeaders, pageQuery, reply, uuidPattern } from '@ticketing/common/http';
import { z } from 'zod';
import type { UseCases } from '../use-cases/index.ts';
import { orderResponse, toOrderResponse } from './order-response.ts';

/** GET /api/orders → 200 the caller's orders, newest first; the next page in `Link` | 400 | 401 */
export const getOrders = ({ listOrders }: Pick<UseCases, 'listOrders'>) =>
  defineRoute({
    method: 'get',
    path: '/api/orders',
    operationId: 'listOrders',
    summary: 'List your orders',
    access: 'required',
    query: z.object(pageQuery({ id: uuidPattern })),
    responses: {
      200: {
        description: 'A page of your orders, newest first; `Link: <…>; rel="next"` leads to the next',
        schema: z.array(orderResponse),
      },
      400: { description: 'Invalid query' },
      401: { description: 'Not signed in' },
    },
    handler: async ({ query: { limit, cursor: after }, user, res }) => {
      const { items, hasMore } = await listOrders({ userId: user.id, limit, after });
      const last = hasMore ? items.at(-1) : undefined;
      const end = last ? { value: last.createdAt.getTime(), id: last.id } : null;
      return reply(
        200,
        items.map((order) => toOrderResponse(order)),
        nextPageHeaders(res.req, end),
      );
    },
  });
