import { join } from 'node:path';
import { brokerAddress } from '@ticketing/common/broker-address';
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
import { administrator, type Security, type User } from '../tls/security.ts';
import { type Links, portOf } from './links.ts';

/** Everything that is fixed before the first program starts. */
export interface StackContext {
  config: LocalConfig;
  ports: Ports;
  secrets: Secrets;
  /** The addresses for tests, tools and people. */
  addresses: Addresses;
  links: Links | null;
  /** Null unless started with `--secure`. */
  security: Security | null;
  /** The addresses that the services use: the same, or those of the proxies. */
  serviceAddresses: Addresses;
  /** Null when nothing reloads. */
  imports: Imports | null;
}

/** Debezium's role on PostgreSQL. A service's database and its owner are named after the service. */
export const replicationRole = 'debezium';

/** The variable in which Connect has Debezium's password for a service's database. */
export const passwordVariableOf = (name: PostgresService): string => `${name.toUpperCase()}_CDC_PASSWORD`;

/** A service's database as Debezium connects to it. @param port PostgreSQL's port as seen by Connect */
export const connectorDatabase = (
  name: PostgresService,
  secrets: Secrets,
  { port, caFile }: { port: number; caFile?: string | undefined },
): ConnectorDatabase => ({
  host: '127.0.0.1',
  port,
  user: replicationRole,
  password: secrets.debeziumPassword,
  passwordVariable: passwordVariableOf(name),
  name,
  ...(caFile && { sslMode: 'verify-full', sslRootCert: caFile }),
});

export const httpUrl = (port: number): string => `http://127.0.0.1:${port}`;

const observeUrls = (ports: Ports): NonNullable<Addresses['observe']> => ({
  traces: `${httpUrl(ports.traces)}/zipkin/`,
  metrics: `${httpUrl(ports.metrics)}/vmui/#/dashboards`,
  logs: `${httpUrl(ports.logs)}/select/vmui/`,
  alerts: `${httpUrl(ports.alerts)}/vmalert/alerts`,
});

type Fixed = Pick<StackContext, 'config' | 'ports' | 'secrets' | 'links' | 'security'>;

export function createContext(given: Fixed): StackContext {
  return {
    ...given,
    imports: given.config.reloads ? createImports() : null,
    addresses: addressesOf(given, 'outside'),
    serviceAddresses: addressesOf(given, 'services'),
  };
}

function addressesOf(given: Fixed, whose: 'outside' | 'services'): Addresses {
  const { config, ports, links, security } = given;
  const reached = whose === 'services' ? given : { ...given, links: null };
  const kafkaHost = `127.0.0.1:${portOf('kafka', reached)}`;
  return {
    gateway: `http://${browsableHost(config.gatewayHost)}:${ports.gateway}`,
    brokers: [security ? securedBroker(kafkaHost, security.userOf('kafka', administrator)) : kafkaHost],
    registry: registryUrl(portOf('registry', reached), security?.userOf('registry', administrator)),
    connect: connectUrl(ports.connect),
    stripe: config.stripeKey ? null : httpUrl(portOf('stripe', reached)),
    mailbox: config.smtpUrl ? null : httpUrl(ports.mailbox),
    toxiproxy: links && toxiproxyUrl(links.controlPort),
    caFile: security?.certificates.caFile ?? null,
    observe: config.observes ? observeUrls(ports) : null,
    databases: databasesOf(reached, {
      // Clients use the addresses in the replica set's configuration, so everybody has the same address.
      mongoPort: portOf('mongo', given),
      redisUser: whose === 'services' ? 'expiration' : administrator,
    }),
  };
}

function databasesOf(
  given: Fixed,
  { mongoPort, redisUser }: { mongoPort: number; redisUser: string },
): Addresses['databases'] {
  const { secrets, security } = given;
  const postgres = (name: PostgresService) =>
    postgresUrl(portOf('postgres', given), name, secrets[`${name}Password`], name, { usesTls: security !== null });
  const mongo = (name: string) => mongoUri(mongoPort, name, security?.userOf('mongo', name));
  return {
    orders: postgres('orders'),
    bookings: postgres('bookings'),
    auth: mongo('auth'),
    tickets: mongo('tickets'),
    catalog: mongo('catalog'),
    payments: mongo('payments'),
    expiration: redisUrl(portOf('redis', given), security?.userOf('redis', redisUser)),
    notifications: mongo('notifications'),
    ops: mongo('ops'),
  };
}

/** A broker's address with a user of it. */
export const securedBroker = (host: string, user: User): string =>
  brokerAddress(host, 'SASL_SSL', { mechanism: 'SCRAM-SHA-512', ...user });

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
