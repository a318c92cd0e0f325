import { defineRoute, objectId, reply } from '@ticketing/common/http';
import { z } from 'zod';
import type { UseCases } from '../use-cases/index.ts';
import { attemptStatus } from './payment-schemas.ts';

const settlementResponse = z
  .object({
    paymentId: z.string(),
    orderId: z.uuid(),
    status: attemptStatus,
    code: z.string().nullable(),
    declineCode: z.string().nullable(),
    message: z.string().nullable(),
  })
  .meta({ id: 'Settlement' });

/**
 * POST /api/payments/:paymentId/settlement → 200 the outcome, as Stripe reports it now | 401 | 404 | 503 Stripe is
 * unavailable
 */
export const postPaymentsIdSettlement = ({ settleAttempt }: Pick<UseCases, 'settleAttempt'>) =>
  defineRoute({
    method: 'post',
    path: '/api/payments/:paymentId/settlement',
    operationId: 'settlePayment',
    summary: 'Ask Stripe for the outcome of a payment and record it',
    access: 'required',
    priority: 'high',
    params: z.object({ paymentId: objectId }),
    responses: {
      200: {
        description:
          'After `failed` the attempt can no longer be confirmed; the order can be paid with another attempt',
        schema: settlementResponse,
      },
      401: { description: 'Not signed in, or not your payment' },
      404: { description: 'No such payment' },
      503: { description: 'Stripe is unavailable' },
    },
    handler: async ({ params: { paymentId }, user }) => {
      const { status, payment } = await settleAttempt({ paymentId, userId: user.id });
      const { orderId, failureCode: code, failure } = payment;
      const [declineCode, message] = [failure?.declineCode ?? null, failure?.message ?? null];
      return reply(200, { paymentId, orderId, status, code, declineCode, message });
    },
  });
