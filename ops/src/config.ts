import { consumerEnv, csv, type Environment, jwtKey, parseEnv, port, serviceEnv, url } from '@ticketing/common/config';
import { z } from 'zod';

/** `tickets=http://tickets:3002/metrics`: whose metrics are part of the overview. */
const metricsSource = z
  .string()
  .regex(/^[\w-]+=https?:\/\/\S+$/, 'must be <name>=<address of its metrics>, separated by commas')
  .transform((text) => ({ name: text.slice(0, text.indexOf('=')), url: text.slice(text.indexOf('=') + 1) }));

const Env = z.object({
  ...serviceEnv,
  ...consumerEnv,
  PORT: port(3006),
  JWT_KEY: jwtKey(),
  MONGO_URI: url('mongodb', 'mongodb+srv'),
  /** Parked events and outboxes are in the services' own databases; their metrics tell of them. */
  METRICS_URLS: csv().pipe(z.array(metricsSource)).default([]),
});

export type Config = z.infer<typeof Env>;
export type MetricsSource = Config['METRICS_URLS'][number];
/** @throws ConfigError */
export const loadConfig = (env: Environment): Config => parseEnv(Env, env);
