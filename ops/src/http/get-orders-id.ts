import { defineRoute, forOperators, operatorAnswers, reply, sessionOf, uuid } from '@ticketing/common/http';
import { z } from 'zod';
import type { UseCases } from '../use-cases/index.ts';
import { orderView, toOrderView } from './order-schemas.ts';

/** GET /api/ops/orders/:id → 200 an order in every service, with its events and dead letters | 404 */
export const getOrdersId = ({ readOrder }: Pick<UseCases, 'readOrder'>) =>
  defineRoute({
    method: 'get',
    path: '/api/ops/orders/:id',
    operationId: 'readOrderView',
    summary: 'Everything about an order',
    ...forOperators,
    isAudited: true,
    params: z.object({ id: uuid }),
    responses: {
      200: { description: 'What every service has answered; one that is unavailable is marked', schema: orderView },
      404: { description: 'No service knows the order' },
      ...operatorAnswers,
    },
    handler: async ({ params, headers }) =>
      reply(200, toOrderView(await readOrder({ orderId: params.id, session: sessionOf(headers) }))),
  });
