import { consumerEnv, type Environment, parseEnv, port, serviceEnv, url } from '@ticketing/common/config';
import { z } from 'zod';

const Env = z.object({
  ...serviceEnv,
  ...consumerEnv,
  PORT: port(3005),
  REDIS_URL: url('redis', 'rediss'),
});

export type Config = z.infer<typeof Env>;
/** @throws ConfigError */
export const loadConfig = (env: Environment): Config => parseEnv(Env, env);
