import {
  consumerEnv,
  type Environment,
  jwtKey,
  parseEnv,
  port,
  positiveInteger,
  serviceEnv,
  text,
  url,
} from '@ticketing/common/config';
import { sessionPublicKeys } from '@ticketing/common/session-keys';
import { z } from 'zod';

const Env = z.object({
  ...serviceEnv,
  ...consumerEnv,
  PORT: port(3004),
  JWT_KEY: jwtKey(),
  SESSION_PUBLIC_KEYS: sessionPublicKeys(),
  MONGO_URI: url('mongodb', 'mongodb+srv'),
  STRIPE_KEY: text(),
  /** Verifies Stripe's webhooks. Without it webhooks are refused, and only the sweeper settles open payments. */
  STRIPE_WEBHOOK_SECRET: z.string().optional(),
  /** Stripe's API URL, if not Stripe's own: the sandbox. */
  STRIPE_API_URL: url('http', 'https').optional(),
  /** Stripe's publishable key; without it there is no card form. */
  STRIPE_PUBLISHABLE_KEY: z.string().optional(),
  /** Stripe's API for browsers, if not Stripe's own: a path of the store or a URL. */
  STRIPE_BROWSER_URL: z.string().optional(),
  /** Same as in orders: how long an attempt started before the expiry may defer it. */
  PAYMENT_GRACE_SECONDS: positiveInteger(120),
  /** The sweeper settles an attempt still open after this time; longer than a request waits for Stripe. */
  PAYMENT_SETTLE_AFTER_SECONDS: positiveInteger(20),
  /** Maximum number of declined attempts per account and hour; raised for load tests in which a few people pay for all. */
  MAX_DECLINES_PER_HOUR: positiveInteger(20),
});

export type Config = z.infer<typeof Env>;
/** @throws ConfigError */
export const loadConfig = (env: Environment): Config => parseEnv(Env, env);
