import { defineRoute, reply } from '@ticketing/common/http';
import { z } from 'zod';

export interface BrowserConfig {
  /** Stripe's key for browsers; null: no card form. */
  publishableKey: string | null;
  /** Where browsers reach Stripe's API when it is not Stripe's own. */
  sandboxUrl: string | null;
}

/** GET /api/payments/config → 200 what a card form needs to know */
export const getPaymentsConfig = (config: BrowserConfig) =>
  defineRoute({
    method: 'get',
    path: '/api/payments/config',
    summary: 'How a browser reaches Stripe',
    access: 'public',
    priority: 'high',
    responses: {
      200: {
        description:
          'Stripe’s publishable key; with `sandboxUrl`, Stripe’s API is there and there is no Stripe.js for it',
        schema: z.object({ publishableKey: z.string().nullable(), sandboxUrl: z.string().nullable() }),
      },
    },
    handler: () => reply(200, config),
  });
