import { z } from 'zod';

const serviceUrl = z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/+$/, ''));

const traceIdPlace = '{traceId}';
/** The address of a viewer, for one trace. */
const viewerUrl = z
  .url({ protocol: /^https?$/ })
  .refine((url) => url.includes(traceIdPlace), { message: `${traceIdPlace} must stand where a trace's id goes` });

const Environment = z.object({
  AUTH_URL: serviceUrl,
  TICKETS_URL: serviceUrl,
  ORDERS_URL: serviceUrl,
  PAYMENTS_URL: serviceUrl,
  CATALOG_URL: serviceUrl,
  BOOKINGS_URL: serviceUrl,
  OPS_URL: serviceUrl,
  // An empty variable counts as unset.
  TRACE_URL: z.preprocess((url) => url || undefined, viewerUrl.optional()),
  LOGS_URL: z.preprocess((url) => url || undefined, viewerUrl.optional()),
});

export type Service = 'auth' | 'tickets' | 'orders' | 'payments' | 'catalog' | 'bookings' | 'ops';
export interface Config {
  serviceUrls: Record<Service, string>;
  /** Returns a trace's address in the trace viewer; null without a viewer. */
  traceUrlOf: (traceId: string) => string | null;
  /** Returns the address of a trace's log lines; null without a viewer. */
  logsUrlOf: (traceId: string) => string | null;
}

/** @throws Error that names every missing or malformed variable */
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
    CATALOG_URL: catalog,
    BOOKINGS_URL: bookings,
    OPS_URL: ops,
    TRACE_URL,
    LOGS_URL,
  } = parsed.data;
  const urlOf = (template: string | undefined) => (traceId: string) =>
    template?.replace(traceIdPlace, encodeURIComponent(traceId)) ?? null;
  return {
    serviceUrls: { auth, tickets, orders, payments, catalog, bookings, ops },
    traceUrlOf: urlOf(TRACE_URL),
    logsUrlOf: urlOf(LOGS_URL),
  };
}

let config: Config | undefined;

/** Parsed on first use, because `next build` runs without the variables. */
export function readConfig(): Config {
  config ??= parseConfig(process.env);
  return config;
}

export const isDevelopment = process.env.NODE_ENV === 'development';
