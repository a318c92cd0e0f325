import {
  consumerEnv,
  type Environment,
  jwtKey,
  parseEnv,
  port,
  positiveInteger,
  proofOfWorkEnv,
  requireVerifiedEmail,
  serviceEnv,
  url,
} from '@ticketing/common/config';
import { sessionPublicKeys } from '@ticketing/common/session-keys';
import { z } from 'zod';

const Env = z.object({
  ...serviceEnv,
  ...proofOfWorkEnv,
  ...consumerEnv,
  PORT: port(3003),
  JWT_KEY: jwtKey(),
  SESSION_PUBLIC_KEYS: sessionPublicKeys(),
  DATABASE_URL: url('postgres', 'postgresql'),
  /** How long a reservation holds its ticket. */
  RESERVATION_TTL_SECONDS: positiveInteger(900),
  /** How long an offer to the waiting list holds its places: its buyer is not in front of the screen. */
  WAITING_LIST_OFFER_SECONDS: positiveInteger(1_800),
  /** How long an attempt to pay started in time may defer the expiry. */
  PAYMENT_GRACE_SECONDS: positiveInteger(120),
  /** Maximum number of unpaid tickets per buyer; more would be hoarding. */
  MAX_UNPAID_RESERVATIONS: positiveInteger(10),
  /**
   * Maximum number of unpaid tickets per subscriber, beside one per account. The default lets a load test buy from one
   * address; production sets a lower one.
   */
  MAX_UNPAID_PER_SUBSCRIBER: positiveInteger(200),
  /** Whether a buyer who has not confirmed the e-mail address may hold one unpaid ticket only. */
  REQUIRE_VERIFIED_EMAIL: requireVerifiedEmail(),
});

export type Config = z.infer<typeof Env>;
/** @throws ConfigError */
export const loadConfig = (env: Environment): Config => parseEnv(Env, env);
