import { defineRoute, reply, safeText, uuid } from '@ticketing/common/http';
import { z } from 'zod';
import type { UseCases } from '../use-cases/index.ts';
import { orderVersion, statement } from './payment-schemas.ts';

const postPaymentsBody = z
  .object({
    token: safeText('Token must be provided').min(1, 'Token must be provided').max(255, 'Token must be provided'),
    orderId: uuid.meta({ description: 'One of your orders' }),
    statement,
    orderVersion,
  })
  .meta({ example: { token: 'tok_visa', orderId: '0192c9a4-5b0e-7c1d-9f3a-2e6d8b7a4c10' } });

const paymentResponse = z
  .object({ id: z.string(), status: z.enum(['succeeded', 'processing']) })
  .meta({ id: 'Payment' });

/**
 * POST /api/payments → 201 charged | 202 outcome unknown | 400 invalid input, rule or decline | 401 | 404 | 409 another
 * attempt is open | 429 too many were declined
 */
export const postPayments = ({ payOrder }: Pick<UseCases, 'payOrder'>) =>
  defineRoute({
    method: 'post',
    path: '/api/payments',
    operationId: 'payOrder',
    summary: 'Pay an order',
    access: 'required',
    priority: 'high',
    isIdempotent: true,
    body: postPaymentsBody,
    responses: {
      201: { description: 'Charged', schema: paymentResponse },
      202: { description: 'Stripe has not decided yet; the order shows the outcome', schema: paymentResponse },
      400: {
        description:
          'Invalid input, or `order_cancelled`, `order_expired`, `already_paid`, `amount_too_small`, `card_declined`, `invalid_token`',
      },
      401: { description: 'Not signed in, or not your order' },
      404: { description: 'No such order' },
      409: { description: 'Another attempt is open (`payment_in_progress`)' },
      429: { description: 'Too many payments were declined (`too_many_declined`); the order stays payable' },
    },
    handler: async ({ body, user, effect }) => {
      const { paymentId: id, status } = await payOrder({ ...body, userId: user.id, effect });
      return reply(status === 'succeeded' ? 201 : 202, { id, status });
    },
  });
