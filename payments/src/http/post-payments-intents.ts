import { defineRoute, reply, uuid } from '@ticketing/common/http';
import { z } from 'zod';
import type { UseCases } from '../use-cases/index.ts';
import { attemptStatus, statement } from './payment-schemas.ts';

/** POST /api/payments/intents → 201 an attempt for the browser to confirm | 400 invalid input, a rule | 401 | 404 | 409 a token payment is open | 503 */
export const postPaymentsIntents = ({ startIntent }: Pick<UseCases, 'startIntent'>) =>
  defineRoute({
    method: 'post',
    path: '/api/payments/intents',
    summary: 'Begin a payment that the browser confirms; while it is open, the same again',
    access: 'required',
    priority: 'high',
    isIdempotent: true,
    isAnswerSecret: true,
    body: z.object({ orderId: uuid.meta({ description: 'An order of yours' }), statement }),
    responses: {
      201: {
        description: 'An open attempt; to be asked for only when the buyer pays, because it defers the expiry',
        schema: z.object({ paymentId: z.string(), clientSecret: z.string(), status: attemptStatus }),
      },
      400: { description: 'Invalid input, or `order_cancelled`, `order_expired`, `already_paid`, `amount_too_small`' },
      401: { description: 'Not signed in, or not your order' },
      404: { description: 'No such order' },
      409: { description: 'An attempt by token is open (`payment_in_progress`)' },
      503: { description: 'Stripe does not answer; asking again is safe' },
    },
    handler: async ({ body, user, effect }) => reply(201, await startIntent({ ...body, userId: user.id, effect })),
  });
