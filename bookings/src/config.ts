import {
  consumerEnv,
  type Environment,
  jwtKey,
  parseEnv,
  port,
  positiveInteger,
  proofOfWorkEnv,
  serviceEnv,
  url,
} from '@ticketing/common/config';
import { sessionPublicKeys } from '@ticketing/common/session-keys';
import { z } from 'zod';

const Env = z.object({
  ...serviceEnv,
  ...proofOfWorkEnv,
  ...consumerEnv,
  PORT: port(3009),
  JWT_KEY: jwtKey(),
  SESSION_PUBLIC_KEYS: sessionPublicKeys(),
  DATABASE_URL: url('postgres', 'postgresql'),
  /** How many bookings a person may begin a minute. */
  MAX_BOOKINGS_PER_MINUTE: positiveInteger(20),
  /** How long a participant may take to answer a command; then the command is repeated, or undone. */
  SAGA_STEP_TIMEOUT_SECONDS: positiveInteger(30),
});

export type Config = z.infer<typeof Env>;
/** @throws ConfigError */
export const loadConfig = (env: Environment): Config => parseEnv(Env, env);
