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
import { z } from 'zod';

const Env = z.object({
  ...serviceEnv,
  ...consumerEnv,
  PORT: port(3004),
  JWT_KEY: jwtKey(),
  MONGO_URI: url('mongodb', 'mongodb+srv'),
  STRIPE_KEY: text(),
  /** Signs Stripe's webhooks; without it they are refused and only the sweeper settles what was left open. */
  STRIPE_WEBHOOK_SECRET: z.string().optional(),
  /** Where Stripe's API is, when it is not Stripe's own: the sandbox. */
  STRIPE_API_URL: url('http', 'https').optional(),
  /** Stripe's key for browsers; without it there is no card form. */
  STRIPE_PUBLISHABLE_KEY: z.string().optional(),
  /** Where browsers reach Stripe's API, when it is not Stripe's own: a path of the store, or an address. */
  STRIPE_BROWSER_URL: z.string().optional(),
  /** As orders has it: an attempt begun before the expiry may defer it so long. */
  PAYMENT_GRACE_SECONDS: positiveInteger(120),
  /** An attempt nobody has settled by then is settled by the sweeper; longer than a request may wait for Stripe. */
  PAYMENT_SETTLE_AFTER_SECONDS: positiveInteger(20),
});

export type Config = z.infer<typeof Env>;
/** @throws ConfigError */
export const loadConfig = (env: Environment): Config => parseEnv(Env, env);
