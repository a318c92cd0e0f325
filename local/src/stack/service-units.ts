import { join } from 'node:path';
import { parseBrokers } from '@ticketing/common/broker-address';
import { registryAccess } from '@ticketing/common/kafka';
import { publicPartOf } from '@ticketing/common/sealing';
import { publicKeySet } from '@ticketing/common/session-keys';
import { mongoOutboxServices, type Service, services as serviceNames } from '@ticketing/contracts';
import { handledEvents } from '@ticketing/payments/stripe-events';
import { type KafkaUser, kafkaUsers } from '@ticketing/setup';
import { root } from '../config.ts';
import { sandboxPrefix } from '../gateway/sandbox.ts';
import { answers } from '../parts/http-probe.ts';
import { mongoUri } from '../parts/mongo.ts';
import { acceptsConnections } from '../parts/tcp.ts';
import type { PortName } from '../ports/port-table.ts';
import { nodeFlags } from '../process/node-flags.ts';
import { administrator, type Security } from '../tls/security.ts';
import { dataFolder, httpUrl, logFile, type StackContext } from './context.ts';
import { portOf } from './links.ts';
import { layers, type Unit } from './unit.ts';

type NodeProgram = Pick<Unit, 'kind' | 'layer'> & {
  name: PortName;
  /** Below the root of the checkout. */
  program: string;
  env: NodeJS.ProcessEnv;
  /** Answers 2xx when the program is ready. The gateway has no such path. */
  readyPath?: string;
};

/** The Stripe sandbox, the mailbox, the services, the relays and the gateway: each is a Node program of this checkout. */
export const nodeUnits = (context: StackContext): Unit[] =>
  [...sandbox(context), ...mailbox(context), ...services(context), ...relays(context), gateway(context)].map(
    (program) => nodeUnit(context, program),
  );

/** Reports what the program loads, for the reload. */
const reporting = ['--import', join(root, 'local/src/reload/preload.ts')] as const;

/** One Node program of this checkout. */
export function nodeUnit(context: StackContext, { name, kind, layer, program, env, readyPath }: NodeProgram): Unit {
  const port = context.ports[name];
  const url = httpUrl(port);
  const { gatewayHost } = context.config;
  const reachableHost = name === 'gateway' && !/^(0\.0\.0\.0|::)$/.test(gatewayHost) ? gatewayHost : '127.0.0.1';
  return {
    name,
    kind,
    layer,
    port,
    url: name === 'gateway' ? context.addresses.gateway : url,
    prepare: async () => ({
      name,
      command: process.execPath,
      args: [...nodeFlags, ...(context.imports ? reporting : []), join(root, program)],
      cwd: root,
      env: {
        HOST: '127.0.0.1',
        NODE_COMPILE_CACHE: join(context.config.folders.cache, 'node-compile'),
        OTEL_SERVICE_NAME: name,
        ...(context.config.observes && { OTEL_EXPORTER_OTLP_ENDPOINT: httpUrl(context.ports.telemetry) }),
        ...env,
        PORT: String(port),
      },
      logFile: logFile(context, name),
      // A service takes up to 25 s to finish work in flight.
      stopTimeoutMs: 27_000,
      onMessage: context.imports?.begin(name),
      isReady: () => (readyPath ? answers(`${url}${readyPath}`) : acceptsConnections(port, reachableHost)),
    }),
  };
}

/** @param user of the brokers and the registry, if they ask for one */
const sharedEnv = ({ serviceAddresses, secrets, security }: StackContext, user: KafkaUser) => ({
  KAFKA_BROKERS: parseBrokers(serviceAddresses.brokers).hosts.join(','),
  SCHEMA_REGISTRY_URL: registryAccess(serviceAddresses.registry).host,
  ...(security && credentials(security, user)),
  JWT_KEY: secrets.jwtKey,
  SESSION_PUBLIC_KEYS: JSON.stringify(publicKeySet([secrets.sessionKey])),
});

const credentials = (security: Security, user: KafkaUser) => {
  const [kafka, registry] = [security.userOf('kafka', user), security.userOf('registry', user)];
  return {
    KAFKA_SECURITY_PROTOCOL: 'SASL_SSL',
    KAFKA_SASL_USERNAME: kafka.username,
    KAFKA_SASL_PASSWORD: kafka.password,
    SCHEMA_REGISTRY_USERNAME: registry.username,
    SCHEMA_REGISTRY_PASSWORD: registry.password,
  };
};

/** Takes TLS connections for Redis and the registry, which have none of their own here. */
export const tlsUnit = (context: StackContext, security: Security): Unit =>
  nodeUnit(context, {
    name: 'tls',
    kind: 'part',
    layer: layers.databases,
    program: 'local/src/tls/main.ts',
    env: {
      CERT_FILE: security.certificates.certFile,
      KEY_FILE: security.certificates.keyFile,
      REDIS_PORT: String(context.ports.redis),
      REDIS_TLS_PORT: String(context.ports['redis-tls']),
      REGISTRY_PORT: String(context.ports.registry),
      REGISTRY_TLS_PORT: String(context.ports['registry-tls']),
      REGISTRY_CREDENTIALS: [administrator, ...kafkaUsers]
        .map((name) => security.userOf('registry', name))
        .map(({ username, password }) => `${username}:${password}`)
        .join(),
    },
    readyPath: '/',
  });

const webhookSecret = ({ config, secrets }: StackContext) => config.stripeWebhookSecret ?? secrets.stripeWebhookSecret;

/** The sandbox accepts any test key. */
export const sandboxKey = 'sk_test_sandbox_local';
const sandboxPublishableKey = 'pk_test_sandbox_local';

function sandbox(context: StackContext): NodeProgram[] {
  if (context.config.stripeKey) return [];
  return [
    {
      name: 'stripe',
      kind: 'part',
      layer: layers.brokers,
      program: 'stripe-sandbox/src/main.ts',
      env: {
        LEDGER_DIR: dataFolder(context, 'stripe'),
        WEBHOOK_URL: `${httpUrl(context.ports.payments)}/api/payments/webhook`,
        WEBHOOK_SECRET: webhookSecret(context),
        WEBHOOK_EVENTS: handledEvents.join(),
        PUBLIC_URL: `${context.addresses.gateway}${sandboxPrefix}`,
      },
      readyPath: '/readyz',
    },
  ];
}

function mailbox(context: StackContext): NodeProgram[] {
  if (context.config.smtpUrl) return [];
  return [
    {
      name: 'mailbox',
      kind: 'part',
      layer: layers.brokers,
      program: 'mailbox/src/main.ts',
      env: { SMTP_PORT: String(context.ports['mailbox-smtp']) },
      readyPath: '/readyz',
    },
  ];
}

/** Where people open the site. */
const publicUrlOf = ({ config, addresses }: Pick<StackContext, 'config' | 'addresses'>): string =>
  config.publicUrl ?? addresses.gateway;

const mailEnv = ({ config, ports, addresses }: StackContext): NodeJS.ProcessEnv => ({
  SMTP_URL: config.smtpUrl ?? `smtp://127.0.0.1:${ports['mailbox-smtp']}`,
  MAIL_FROM: config.mailFrom ?? 'Boxstub <tickets@boxstub.example>',
  PUBLIC_URL: publicUrlOf({ config, addresses }),
});

function services(context: StackContext): NodeProgram[] {
  const { auth, tickets, catalog, payments, orders, bookings, expiration, notifications, ops } =
    context.serviceAddresses.databases;
  const { sessionKey, notificationsKey, secondFactorKey } = context.secrets;
  const { stripe: sandboxUrl } = context.serviceAddresses;
  const stripe = sandboxUrl
    ? {
        STRIPE_KEY: sandboxKey,
        STRIPE_API_URL: sandboxUrl,
        STRIPE_PUBLISHABLE_KEY: sandboxPublishableKey,
        STRIPE_BROWSER_URL: sandboxPrefix,
      }
    : { STRIPE_KEY: context.config.stripeKey };
  const service = (name: Service, env: NodeJS.ProcessEnv): NodeProgram => ({
    name,
    kind: 'service',
    layer: layers.services,
    program: `${name}/src/main.ts`,
    env: { ...sharedEnv(context, name), ...env },
    readyPath: '/readyz',
  });
  return [
    service('auth', {
      MONGO_URI: auth,
      SESSION_PRIVATE_KEYS: JSON.stringify({ keys: [sessionKey] }),
      NOTIFICATIONS_PUBLIC_KEY: JSON.stringify(publicPartOf(notificationsKey)),
      SECOND_FACTOR_KEYS: secondFactorKey,
      PUBLIC_URL: publicUrlOf(context),
    }),
    service('tickets', { MONGO_URI: tickets }),
    service('catalog', { MONGO_URI: catalog }),
    service('orders', { DATABASE_URL: orders }),
    service('bookings', { DATABASE_URL: bookings }),
    service('payments', { MONGO_URI: payments, STRIPE_WEBHOOK_SECRET: webhookSecret(context), ...stripe }),
    service('expiration', { REDIS_URL: expiration }),
    service('notifications', {
      MONGO_URI: notifications,
      NOTIFICATIONS_PRIVATE_KEYS: JSON.stringify({ keys: [notificationsKey] }),
      ...mailEnv(context),
    }),
    service('ops', { MONGO_URI: ops, METRICS_URLS: metricsUrls(context), SERVICE_URLS: serviceUrls(context) }),
  ];
}

const withMetrics = [...serviceNames.filter((name) => name !== 'ops'), 'relay-mongo', 'relay-raw'] satisfies PortName[];

/** The programs whose metrics ops reads: parked events and outboxes are in the services' own databases. */
const metricsUrls = ({ ports }: StackContext): string =>
  withMetrics.map((name) => `${name}=${metricsOf(ports[name])}`).join(',');

/** The services that keep something about orders. */
const withOrders = ['orders', 'payments', 'tickets', 'catalog', 'bookings', 'notifications', 'expiration'] as const;

const serviceUrls = ({ ports }: StackContext): string =>
  withOrders.map((name) => `${name}=${httpUrl(ports[name])}`).join(',');

const metricsOf = (port: number): string => `${httpUrl(port)}/metrics`;

/** Every program that has metrics, and their address. */
export const metricsTargets = ({ ports }: StackContext): Record<string, string> =>
  Object.fromEntries([...withMetrics, 'ops' as const].map((name) => [name, metricsOf(ports[name])]));

/**
 * One process relays all MongoDB databases; in a cluster, each has a Deployment of its own. The raw relay publishes what
 * Debezium reads from PostgreSQL.
 */
function relays(context: StackContext): NodeProgram[] {
  const relay = (name: 'relay-mongo' | 'relay-raw', env: NodeJS.ProcessEnv): NodeProgram => ({
    name,
    kind: 'service',
    layer: layers.services,
    program: 'outbox-worker/src/main.ts',
    env: { ...sharedEnv(context, name), ...env },
    readyPath: '/readyz',
  });
  return [
    relay('relay-mongo', {
      RELAY: 'mongo',
      SOURCE: mongoOutboxServices.join(),
      MONGO_URI: mongoUri(portOf('mongo', context), '{source}', context.security?.userOf('mongo', 'relay-mongo')),
    }),
    relay('relay-raw', { RELAY: 'raw' }),
  ];
}

/** The addresses of the APIs, for the gateway and for the client's server. */
export const upstreamEnv = ({ ports }: StackContext): NodeJS.ProcessEnv => ({
  AUTH_URL: httpUrl(ports.auth),
  TICKETS_URL: httpUrl(ports.tickets),
  CATALOG_URL: httpUrl(ports.catalog),
  ORDERS_URL: httpUrl(ports.orders),
  BOOKINGS_URL: httpUrl(ports.bookings),
  PAYMENTS_URL: httpUrl(ports.payments),
  OPS_URL: httpUrl(ports.ops),
});

const gateway = (context: StackContext): NodeProgram => ({
  name: 'gateway',
  kind: 'service',
  layer: layers.edge,
  program: 'local/src/gateway/main.ts',
  env: {
    ...upstreamEnv(context),
    CLIENT_URL: httpUrl(context.ports.client),
    HOST: context.config.gatewayHost,
    ...(context.config.stripeKey ? {} : { SANDBOX_URL: httpUrl(context.ports.stripe) }),
  },
});
