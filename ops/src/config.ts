import { consumerEnv, csv, type Environment, jwtKey, parseEnv, port, serviceEnv, url } from '@ticketing/common/config';
import { sessionPublicKeys } from '@ticketing/common/session-keys';
import { z } from 'zod';

/** `tickets=http://tickets:3002`: an address by name. */
const namedUrl = (what: string) =>
  z
    .string()
    .regex(/^[\w-]+=https?:\/\/\S+$/, `must be <name>=<${what}>, separated by commas`)
    .transform((text) => ({ name: text.slice(0, text.indexOf('=')), url: text.slice(text.indexOf('=') + 1) }));

const Env = z.object({
  ...serviceEnv,
  ...consumerEnv,
  PORT: port(3006),
  JWT_KEY: jwtKey(),
  SESSION_PUBLIC_KEYS: sessionPublicKeys(),
  MONGO_URI: url('mongodb', 'mongodb+srv'),
  /** Metrics endpoints of the services, which alone know their parked events and outboxes. */
  METRICS_URLS: csv()
    .pipe(z.array(namedUrl('metrics URL')))
    .default([]),
  /** The services that keep something about orders, which the page of an order asks. */
  SERVICE_URLS: csv()
    .pipe(z.array(namedUrl('URL')))
    .default([]),
});

export type Config = z.infer<typeof Env>;
export type MetricsSource = Config['METRICS_URLS'][number];
/** @throws ConfigError */
export const loadConfig = (env: Environment): Config => parseEnv(Env, env);
