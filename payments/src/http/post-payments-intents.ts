import { defineRoute, reply, uuid } from '@ticketing/common/http';
import { z } from 'zod';
import type { UseCases } from '../use-cases/index.ts';
import { attemptStatus, orderVersion, statement } from './payment-schemas.ts';

/**
 * POST /api/payments/intents → 201 an attempt that the browser confirms | 400 invalid input or rule | 401 | 404 | 409 a
 * token payment is open | 429 | 503
 */
export const postPaymentsIntents = ({ startIntent }: Pick<UseCases, 'startIntent'>) =>
  defineRoute({
    method: 'post',
    path: '/api/payments/intents',
    operationId: 'openPayment',
    summary: 'Start a payment that the browser confirms; returns the open attempt if there is one',
    access: 'required',
    priority: 'high',
    isIdempotent: true,
    isResponseSecret: true,
    body: z.object({ orderId: uuid.meta({ description: 'One of your orders' }), statement, orderVersion }),
    responses: {
      201: {
        description: 'An open attempt. Request it only when the buyer pays, because it defers the expiry',
        schema: z
          .object({ paymentId: z.string(), clientSecret: z.string(), status: attemptStatus })
          .meta({ id: 'PaymentIntent' }),
      },
      400: { description: 'Invalid input, or `order_cancelled`, `order_expired`, `already_paid`, `amount_too_small`' },
      401: { description: 'Not signed in, or not your order' },
      404: { description: 'No such order' },
      409: { description: 'A token payment is open (`payment_in_progress`)' },
      429: { description: 'Too many payments were declined (`too_many_declined`); the order stays payable' },
      503: { description: 'Stripe is unavailable; a retry is safe' },
    },
    handler: async ({ body, user, effect }) => reply(201, await startIntent({ ...body, userId: user.id, effect })),
  });
