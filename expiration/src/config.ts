import { consumerEnv, type Environment, parseEnv, port, serviceEnv, url } from '@ticketing/common/config';
import { sessionPublicKeys } from '@ticketing/common/session-keys';
import { z } from 'zod';

const Env = z.object({
  ...serviceEnv,
  ...consumerEnv,
  PORT: port(3005),
  /** Verifies the sessions of operators. */
  SESSION_PUBLIC_KEYS: sessionPublicKeys(),
  REDIS_URL: url('redis', 'rediss'),
});

export type Config = z.infer<typeof Env>;
/** @throws ConfigError */
export const loadConfig = (env: Environment): Config => parseEnv(Env, env);
