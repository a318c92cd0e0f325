import {
  consumerEnv,
  type Environment,
  jwtKey,
  parseEnv,
  port,
  positiveInteger,
  requireVerifiedEmail,
  serviceEnv,
  url,
} from '@ticketing/common/config';
import { sessionPublicKeys } from '@ticketing/common/session-keys';
import { z } from 'zod';

const Env = z.object({
  ...serviceEnv,
  ...consumerEnv,
  PORT: port(3002),
  JWT_KEY: jwtKey(),
  SESSION_PUBLIC_KEYS: sessionPublicKeys(),
  MONGO_URI: url('mongodb', 'mongodb+srv'),
  /**
   * Maximum number of listings per seller and hour; sellers without a sale get a tenth. The default lets a new seller list
   * what a load test sells; production sets a lower one.
   */
  MAX_LISTINGS_PER_HOUR: positiveInteger(50_000),
  /** Whether only sellers who have confirmed their e-mail address may list. */
  REQUIRE_VERIFIED_EMAIL: requireVerifiedEmail(),
});

export type Config = z.infer<typeof Env>;
/** @throws ConfigError */
export const loadConfig = (env: Environment): Config => parseEnv(Env, env);
