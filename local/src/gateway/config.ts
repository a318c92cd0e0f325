import { type Environment, parseEnv, port, serviceEnv, url } from '@ticketing/common/config';
import { z } from 'zod';
import type { UpstreamName } from './routes.ts';

const Env = z.object({
  ...serviceEnv,
  HOST: z.string().default('127.0.0.1'),
  PORT: port(3000),
  AUTH_URL: url('http'),
  TICKETS_URL: url('http'),
  CATALOG_URL: url('http'),
  ORDERS_URL: url('http'),
  BOOKINGS_URL: url('http'),
  PAYMENTS_URL: url('http'),
  OPS_URL: url('http'),
  CLIENT_URL: url('http'),
  /** Stripe's stand-in, where there is one. */
  SANDBOX_URL: url('http').optional(),
});

export interface GatewayConfig {
  host: string;
  port: number;
  logLevel: string;
  upstreams: Record<UpstreamName, URL>;
  sandbox: URL | null;
}

/** @throws ConfigError naming every missing or malformed variable */
export function loadGatewayConfig(env: Environment): GatewayConfig {
  const parsed = parseEnv(Env, env);
  return {
    host: parsed.HOST,
    port: parsed.PORT,
    logLevel: parsed.LOG_LEVEL,
    sandbox: parsed.SANDBOX_URL ? new URL(parsed.SANDBOX_URL) : null,
    upstreams: {
      auth: new URL(parsed.AUTH_URL),
      tickets: new URL(parsed.TICKETS_URL),
      catalog: new URL(parsed.CATALOG_URL),
      orders: new URL(parsed.ORDERS_URL),
      bookings: new URL(parsed.BOOKINGS_URL),
      payments: new URL(parsed.PAYMENTS_URL),
      ops: new URL(parsed.OPS_URL),
      client: new URL(parsed.CLIENT_URL),
    },
  };
}
