import { defineRoute, reply } from '@ticketing/common/http';
import { z } from 'zod';
import type { UseCases } from '../use-cases/index.ts';

/** POST /api/payments/webhook (Stripe's) → 200 | 400 forged or older than 300 s */
export const postPaymentsWebhook = ({ receiveWebhook }: Pick<UseCases, 'receiveWebhook'>) =>
  defineRoute({
    method: 'post',
    path: '/api/payments/webhook',
    operationId: 'receiveStripeEvent',
    summary: 'Events from Stripe',
    access: 'public',
    priority: 'high',
    acceptsRawBody: true,
    responses: {
      200: { description: 'Received', schema: z.object({ received: z.literal(true) }) },
      400: { description: 'The signature is not valid or too old (`invalid_signature`)' },
    },
    handler: async ({ rawBody, headers }) => {
      const signature = headers['stripe-signature'];
      await receiveWebhook({ body: rawBody, signature: typeof signature === 'string' ? signature : undefined });
      return reply(200, { received: true });
    },
  });
