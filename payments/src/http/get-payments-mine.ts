import { defineRoute, reply, uuid } from '@ticketing/common/http';
import { z } from 'zod';
import type { UseCases } from '../use-cases/index.ts';
import { receiptResponse, toReceiptResponse } from './payment-schemas.ts';

/** GET /api/payments/mine?orderId=… → 200 the attempts to pay an order of the caller, newest first | 400 | 401 | 404 */
export const getPaymentsMine = ({ readPayments }: Pick<UseCases, 'readPayments'>) =>
  defineRoute({
    method: 'get',
    path: '/api/payments/mine',
    operationId: 'listPayments',
    summary: 'Payments of one of your orders; the one that succeeded is the receipt',
    access: 'required',
    priority: 'high',
    query: z.object({ orderId: uuid }),
    responses: {
      200: { description: 'Every attempt, newest first', schema: z.array(receiptResponse) },
      400: { description: 'Invalid query' },
      401: { description: 'Not signed in, or not your order' },
      404: { description: 'No such order' },
    },
    handler: async ({ query: { orderId }, user }) => {
      const payments = await readPayments({ orderId, userId: user.id });
      return reply(200, payments.map(toReceiptResponse));
    },
  });
