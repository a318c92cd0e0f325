import {
  consumerEnv,
  type Environment,
  jwtKey,
  parseEnv,
  port,
  requireVerifiedEmail,
  serviceEnv,
  url,
} from '@ticketing/common/config';
import { sessionPublicKeys } from '@ticketing/common/session-keys';
import { z } from 'zod';

const Env = z.object({
  ...serviceEnv,
  ...consumerEnv,
  PORT: port(3008),
  JWT_KEY: jwtKey(),
  SESSION_PUBLIC_KEYS: sessionPublicKeys(),
  MONGO_URI: url('mongodb', 'mongodb+srv'),
  /** Whether only people who have confirmed their e-mail address may found organisers and publish performances. */
  REQUIRE_VERIFIED_EMAIL: requireVerifiedEmail(),
});

export type Config = z.infer<typeof Env>;
/** @throws ConfigError */
export const loadConfig = (env: Environment): Config => parseEnv(Env, env);
