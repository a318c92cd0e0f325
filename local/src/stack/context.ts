import { join } from 'node:path';
import type { PostgresService } from '@ticketing/contracts';
import type { ConnectorDatabase } from '@ticketing/setup';
import type { LocalConfig } from '../config.ts';
import type { Addresses } from '../endpoints.ts';
import { connectUrl } from '../parts/connect.ts';
import { mongoUri } from '../parts/mongo.ts';
import { postgresUrl } from '../parts/postgres.ts';
import { redisUrl } from '../parts/redis.ts';
import { registryUrl } from '../parts/registry.ts';
import { toxiproxyUrl } from '../parts/toxiproxy.ts';
import type { PortName, Ports } from '../ports/port-table.ts';
import { createImports, type Imports } from '../reload/imports.ts';
import type { Secrets } from '../secrets.ts';
import { type Links, portOf } from './links.ts';

/** Everything that is fixed before the first program starts. */
export interface StackContext {
  config: LocalConfig;
  ports: Ports;
  secrets: Secrets;
  /** The addresses for tests, tools and people. */
  addresses: Addresses;
  links: Links | null;
  /** The addresses that the services use: the same, or those of the proxies. */
  serviceAddresses: Addresses;
  /** Null when nothing reloads. */
  imports: Imports | null;
}

/** Debezium's role on PostgreSQL. A service's database and its owner are named after the service. */
export const replicationRole = 'debezium';

/** A service's database as Debezium connects to it. @param port PostgreSQL's port as seen by Connect */
export const connectorDatabase = (name: PostgresService, secrets: Secrets, port: number): ConnectorDatabase => ({
  host: '127.0.0.1',
  port,
  user: replicationRole,
  password: secrets.debeziumPassword,
  name,
});

export const httpUrl = (port: number): string => `http://127.0.0.1:${port}`;

const observeUrls = (ports: Ports): NonNullable<Addresses['observe']> => ({
  traces: `${httpUrl(ports.traces)}/zipkin/`,
  metrics: `${httpUrl(ports.metrics)}/vmui/#/dashboards`,
  logs: `${httpUrl(ports.logs)}/select/vmui/`,
  alerts: `${httpUrl(ports.alerts)}/vmalert/alerts`,
});

export function createContext(
  config: LocalConfig,
  ports: Ports,
  secrets: Secrets,
  links: Links | null = null,
): StackContext {
  return {
    config,
    ports,
    secrets,
    links,
    imports: config.reloads ? createImports() : null,
    addresses: addressesOf(config, ports, secrets, links, 'outside'),
    serviceAddresses: addressesOf(config, ports, secrets, links, 'services'),
  };
}

function addressesOf(
  config: LocalConfig,
  ports: Ports,
  secrets: Secrets,
  links: Links | null,
  whose: 'outside' | 'services',
): Addresses {
  const portTo = (part: Parameters<typeof portOf>[0]) => portOf(part, ports, whose === 'services' ? links : null);
  const postgres = (name: PostgresService) => postgresUrl(portTo('postgres'), name, secrets[`${name}Password`], name);
  // Clients use the addresses in the replica set's configuration, so everybody has the same address.
  const mongoPort = portOf('mongo', ports, links);
  return {
    gateway: `http://${browsableHost(config.gatewayHost)}:${ports.gateway}`,
    brokers: [`127.0.0.1:${portTo('kafka')}`],
    registry: registryUrl(portTo('registry')),
    connect: connectUrl(ports.connect),
    stripe: config.stripeKey ? null : httpUrl(portTo('stripe')),
    mailbox: config.smtpUrl ? null : httpUrl(ports.mailbox),
    toxiproxy: links && toxiproxyUrl(links.controlPort),
    observe: config.observes ? observeUrls(ports) : null,
    databases: {
      orders: postgres('orders'),
      bookings: postgres('bookings'),
      auth: mongoUri(mongoPort, 'auth'),
      tickets: mongoUri(mongoPort, 'tickets'),
      catalog: mongoUri(mongoPort, 'catalog'),
      payments: mongoUri(mongoPort, 'payments'),
      expiration: redisUrl(portTo('redis')),
      notifications: mongoUri(mongoPort, 'notifications'),
      ops: mongoUri(mongoPort, 'ops'),
    },
  };
}

/** A browser can't open the wildcard address. */
const browsableHost = (host: string): string =>
  ['127.0.0.1', '0.0.0.0', '::', '::1'].includes(host) ? 'localhost' : host;

export const dataFolder = ({ config }: StackContext, name: string): string => join(config.folders.data, name);
export const logFile = ({ config }: StackContext, name: string): string => join(config.folders.logs, `${name}.log`);

/** Where a part listens, keeps its data and writes its log. */
export const placeOf = (context: StackContext, name: PortName) => ({
  port: context.ports[name],
  dataFolder: dataFolder(context, name),
  logFile: logFile(context, name),
});
