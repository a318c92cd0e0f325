/** Every port of the stack: its default, and the variable that changes it. */
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
  'relay-mongo': { fallback: 3011, variable: 'TICKETING_RELAY_MONGO_PORT' },
  'relay-orders': { fallback: 3014, variable: 'TICKETING_RELAY_ORDERS_PORT' },
  client: { fallback: 3020, variable: 'TICKETING_CLIENT_PORT' },
  dashboard: { fallback: 3040, variable: 'TICKETING_DASHBOARD_PORT' },
  stripe: { fallback: 3030, variable: 'TICKETING_STRIPE_PORT' },
  mailbox: { fallback: 3031, variable: 'TICKETING_MAILBOX_PORT' },
  'mailbox-smtp': { fallback: 3025, variable: 'TICKETING_MAILBOX_SMTP_PORT' },
  postgres: { fallback: 35_432, variable: 'TICKETING_POSTGRES_PORT' },
  mongo: { fallback: 37_017, variable: 'TICKETING_MONGO_PORT' },
  redis: { fallback: 36_379, variable: 'TICKETING_REDIS_PORT' },
  kafka: { fallback: 39_092, variable: 'TICKETING_KAFKA_PORT' },
  'kafka-controller': { fallback: 39_093, variable: 'TICKETING_KAFKA_CONTROLLER_PORT' },
  registry: { fallback: 38_081, variable: 'TICKETING_REGISTRY_PORT' },
  connect: { fallback: 38_083, variable: 'TICKETING_CONNECT_PORT' },
} as const satisfies Record<string, { fallback: number; variable: string }>;

export type PortName = keyof typeof portTable;
export type Ports = Record<PortName, number>;
export const portNames = Object.keys(portTable) as PortName[];
