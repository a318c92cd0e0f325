import { defineRoute, reply } from '@ticketing/common/http';
import { z } from 'zod';

export interface BrowserConfig {
  /** Stripe's publishable key; null: no card form. */
  publishableKey: string | null;
  /** Stripe's API for browsers, if not Stripe's own. */
  sandboxUrl: string | null;
}

/** GET /api/payments/config → 200 the settings of a card form */
export const getPaymentsConfig = (config: BrowserConfig) =>
  defineRoute({
    method: 'get',
    path: '/api/payments/config',
    operationId: 'readPaymentConfig',
    summary: 'How a browser reaches Stripe',
    access: 'public',
    priority: 'high',
    responses: {
      200: {
        description:
          'Stripe’s publishable key; `sandboxUrl` is set when a sandbox replaces Stripe’s API, for which no Stripe.js exists',
        schema: z
          .object({ publishableKey: z.string().nullable(), sandboxUrl: z.string().nullable() })
          .meta({ id: 'PaymentConfig' }),
      },
    },
    handler: () => reply(200, config),
  });
