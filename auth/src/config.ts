import {
  brokersEnv,
  type Environment,
  jwtKey,
  parseEnv,
  port,
  positiveInteger,
  proofOfWorkEnv,
  serviceEnv,
  url,
} from '@ticketing/common/config';
import { sealingKey } from '@ticketing/common/sealing';
import { sessionPrivateKeys } from '@ticketing/common/session-keys';
import { z } from 'zod';
import { secondFactorKeys } from './second-factors/keys.ts';

/** How long a role that was taken away can still be used where the session's end is not known yet. */
export const accessTokenSeconds = () => z.coerce.number().int().min(5).max(3_600).default(600);

const Env = z.object({
  ...serviceEnv,
  ...proofOfWorkEnv,
  ...brokersEnv,
  PORT: port(3001),
  JWT_KEY: jwtKey(),
  SESSION_PRIVATE_KEYS: sessionPrivateKeys(),
  ACCESS_TOKEN_SECONDS: accessTokenSeconds(),
  /** Encrypts addresses and links in events to notifications. */
  NOTIFICATIONS_PUBLIC_KEY: sealingKey(),
  SECOND_FACTOR_KEYS: secondFactorKeys(),
  /** Whether operators have their role only in sessions with a second factor. */
  REQUIRE_SECOND_FACTOR_FOR_OPERATORS: z.stringbool().default(false),
  /** The address at which people open the site; passkeys belong to its host. */
  PUBLIC_URL: url('http', 'https').default('http://localhost:3000'),
  MONGO_URI: url('mongodb', 'mongodb+srv'),
  /**
   * Maximum number of accounts per subscriber and hour. The default lets a load test create its buyers from one address;
   * production sets a lower one.
   */
  MAX_SIGN_UPS_PER_HOUR: positiveInteger(1_000),
});

export type Config = z.infer<typeof Env>;
/** @throws ConfigError */
export const loadConfig = (env: Environment): Config => parseEnv(Env, env);
