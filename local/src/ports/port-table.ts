/**
 * Every port of the stack: its default, and the variable that changes it. All are below 32768, where Linux takes the ports of
 * outgoing connections from: one of these could hold the port before its program does. Even the probe that waits for a program
 * could connect from that port to itself.
 */
export const portTable = {
  gateway: { fallback: 3000, variable: 'PORT' },
  auth: { fallback: 3001, variable: 'TICKETING_AUTH_PORT' },
  tickets: { fallback: 3002, variable: 'TICKETING_TICKETS_PORT' },
  orders: { fallback: 3003, variable: 'TICKETING_ORDERS_PORT' },
  payments: { fallback: 3004, variable: 'TICKETING_PAYMENTS_PORT' },
  expiration: { fallback: 3005, variable: 'TICKETING_EXPIRATION_PORT' },
  ops: { fallback: 3006, variable: 'TICKETING_OPS_PORT' },
  notifications: { fallback: 3007, variable: 'TICKETING_NOTIFICATIONS_PORT' },
  catalog: { fallback: 3008, variable: 'TICKETING_CATALOG_PORT' },
  bookings: { fallback: 3009, variable: 'TICKETING_BOOKINGS_PORT' },
  'relay-mongo': { fallback: 3011, variable: 'TICKETING_RELAY_MONGO_PORT' },
  'relay-raw': { fallback: 3014, variable: 'TICKETING_RELAY_RAW_PORT' },
  client: { fallback: 3020, variable: 'TICKETING_CLIENT_PORT' },
  dashboard: { fallback: 3040, variable: 'TICKETING_DASHBOARD_PORT' },
  stripe: { fallback: 3030, variable: 'TICKETING_STRIPE_PORT' },
  mailbox: { fallback: 3031, variable: 'TICKETING_MAILBOX_PORT' },
  'mailbox-smtp': { fallback: 3025, variable: 'TICKETING_MAILBOX_SMTP_PORT' },
  postgres: { fallback: 15_432, variable: 'TICKETING_POSTGRES_PORT' },
  mongo: { fallback: 17_017, variable: 'TICKETING_MONGO_PORT' },
  redis: { fallback: 16_379, variable: 'TICKETING_REDIS_PORT' },
  kafka: { fallback: 19_092, variable: 'TICKETING_KAFKA_PORT' },
  'kafka-controller': { fallback: 19_093, variable: 'TICKETING_KAFKA_CONTROLLER_PORT' },
  registry: { fallback: 18_081, variable: 'TICKETING_REGISTRY_PORT' },
  connect: { fallback: 18_083, variable: 'TICKETING_CONNECT_PORT' },
  traces: { fallback: 19_411, variable: 'TICKETING_TRACES_PORT', isFor: 'observing' },
  metrics: { fallback: 18_428, variable: 'TICKETING_METRICS_PORT', isFor: 'observing' },
  alerts: { fallback: 18_880, variable: 'TICKETING_ALERTS_PORT', isFor: 'observing' },
  logs: { fallback: 19_428, variable: 'TICKETING_LOGS_PORT', isFor: 'observing' },
  telemetry: { fallback: 14_318, variable: 'TICKETING_TELEMETRY_PORT', isFor: 'observing' },
  tls: { fallback: 14_443, variable: 'TICKETING_TLS_PORT', isFor: 'securing' },
  'redis-tls': { fallback: 16_380, variable: 'TICKETING_REDIS_TLS_PORT', isFor: 'securing' },
  'registry-tls': { fallback: 18_082, variable: 'TICKETING_REGISTRY_TLS_PORT', isFor: 'securing' },
} as const satisfies Record<string, PortRow>;

interface PortRow {
  fallback: number;
  variable: string;
  /** Of a program that runs only under `--observe` or `--secure`. */
  isFor?: 'observing' | 'securing';
}

export type PortName = keyof typeof portTable;
export type Ports = Record<PortName, number>;
export const portNames = Object.keys(portTable) as PortName[];

/** The ports that a start takes. */
export function portsOf({ observes, secures }: { observes: boolean; secures: boolean }): PortName[] {
  const isTaken = { observing: observes, securing: secures };
  return portNames.filter((name) => {
    const { isFor }: PortRow = portTable[name];
    return !isFor || isTaken[isFor];
  });
}
