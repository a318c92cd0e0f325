import { z } from 'zod';

const serviceUrl = z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/+$/, ''));

const Environment = z.object({
  AUTH_URL: serviceUrl,
  TICKETS_URL: serviceUrl,
  ORDERS_URL: serviceUrl,
  PAYMENTS_URL: serviceUrl,
  OPS_URL: serviceUrl,
});

export type Service = 'auth' | 'tickets' | 'orders' | 'payments' | 'ops';
export type Config = { serviceUrls: Record<Service, string> };

/** @throws Error naming every missing or malformed variable */
export function parseConfig(environment: Record<string, string | undefined>): Config {
  const parsed = Environment.safeParse(environment);
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new Error(`The client's environment is not usable. ${faults.join('; ')}`);
  }
  const {
    AUTH_URL: auth,
    TICKETS_URL: tickets,
    ORDERS_URL: orders,
    PAYMENTS_URL: payments,
    OPS_URL: ops,
  } = parsed.data;
  return { serviceUrls: { auth, tickets, orders, payments, ops } };
}

let config: Config | undefined;

/** Parsed at the first request that needs it, because `next build` runs without the variables. */
export function readConfig(): Config {
  config ??= parseConfig(process.env);
  return config;
}

export const isDevelopment = process.env.NODE_ENV === 'development';
