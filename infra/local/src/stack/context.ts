import { join } from 'node:path';
import type { LocalConfig } from '../config.ts';
import type { Addresses } from '../endpoints.ts';
import { connectUrl } from '../parts/connect.ts';
import { mongoUri } from '../parts/mongo.ts';
import { postgresUrl } from '../parts/postgres.ts';
import { redisUrl } from '../parts/redis.ts';
import { registryUrl } from '../parts/registry.ts';
import type { Ports } from '../ports/port-table.ts';
import type { Secrets } from '../secrets.ts';

/** Everything that is decided before the first program starts. */
export interface StackContext {
  config: LocalConfig;
  ports: Ports;
  secrets: Secrets;
  addresses: Addresses;
}

export const ordersDatabase = { name: 'orders', owner: 'orders', replication: 'debezium' } as const;

export const httpUrl = (port: number): string => `http://127.0.0.1:${port}`;

export function createContext(config: LocalConfig, ports: Ports, secrets: Secrets): StackContext {
  const { owner, name } = ordersDatabase;
  const addresses: Addresses = {
    gateway: `http://${browsableHost(config.gatewayHost)}:${ports.gateway}`,
    brokers: [`127.0.0.1:${ports.kafka}`],
    registry: registryUrl(ports.registry),
    connect: connectUrl(ports.connect),
    stripe: config.stripeKey ? null : httpUrl(ports.stripe),
    databases: {
      orders: postgresUrl(ports.postgres, owner, secrets.ordersPassword, name),
      auth: mongoUri(ports.mongo, 'auth'),
      tickets: mongoUri(ports.mongo, 'tickets'),
      payments: mongoUri(ports.mongo, 'payments'),
      expiration: redisUrl(ports.redis),
    },
  };
  return { config, ports, secrets, addresses };
}

/** An address that means "everywhere" can be listened on, but not opened. */
const browsableHost = (host: string): string =>
  ['127.0.0.1', '0.0.0.0', '::', '::1'].includes(host) ? 'localhost' : host;

export const dataFolder = ({ config }: StackContext, name: string): string => join(config.folders.data, name);
export const logFile = ({ config }: StackContext, name: string): string => join(config.folders.logs, `${name}.log`);
