import { randomBytes } from 'node:crypto';
import type { ConnectorDatabase } from '@ticketing/setup';
import { defaultCacheFolder } from '../config.ts';
import { connectUrl, installConnect, prepareConnect } from '../parts/connect.ts';
import { installJava } from '../parts/java.ts';
import { installKafka, prepareKafka } from '../parts/kafka.ts';
import { ensurePrimary, installMongo, mongoUri, prepareMongo } from '../parts/mongo.ts';
import { ensureDatabases, postgresUrl, preparePostgres } from '../parts/postgres.ts';
import { installPostgres } from '../parts/postgres-install.ts';
import { installRedis, prepareRedis, redisUrl } from '../parts/redis.ts';
import { installRegistry, prepareRegistry, registryUrl } from '../parts/registry.ts';
import { findFreePort } from '../ports/free-ports.ts';
import { type StandaloneOptions, type StandalonePart, startStandalone } from './start-standalone.ts';

export { ensureInstalled, type PartName } from '../install/ensure-installed.ts';
export { installMongo } from '../parts/mongo.ts';
export { installToxiproxy } from '../parts/toxiproxy.ts';
export { findFreePort } from '../ports/free-ports.ts';
export type { StandaloneOptions, StandalonePart } from './start-standalone.ts';

const cacheOf = (options: StandaloneOptions) => options.cacheFolder ?? defaultCacheFolder();

export interface StandalonePostgres extends StandalonePart {
  /** Address of the database `orders`, as its owner. */
  url: string;
  /** Address of the database `postgres`, as the superuser, for creating more databases. */
  superuserUrl: string;
  /** The database as Debezium connects to it, with a role that has replication rights. */
  replication: ConnectorDatabase;
}

/** PostgreSQL with logical WAL, a database `orders` with its owner, and a replication role. */
export async function startPostgres(
  options: StandaloneOptions & { password?: string } = {},
): Promise<StandalonePostgres> {
  const password = options.password ?? randomBytes(12).toString('hex');
  const cacheFolder = cacheOf(options);
  const installation = await installPostgres({ cacheFolder, dataFolder: options.dataFolder });
  const database = { name: 'orders', owner: { user: 'orders', password } };
  const part = await startStandalone(
    'postgres',
    options,
    (place) => preparePostgres({ ...place, installation, password }),
    ({ port }) => ensureDatabases({ port, password }, [database], { user: 'debezium', password }),
  );
  return {
    ...part,
    url: postgresUrl(part.port, 'orders', password, 'orders'),
    superuserUrl: postgresUrl(part.port, 'postgres', password, 'postgres'),
    replication: { host: '127.0.0.1', port: part.port, user: 'debezium', password, name: 'orders' },
  };
}

export interface StandaloneMongo extends StandalonePart {
  /** Returns the address of a database. The server is a one-member replica set, so transactions work. */
  uri(database: string): string;
}

export async function startMongo(options: StandaloneOptions = {}): Promise<StandaloneMongo> {
  const mongod = await installMongo(cacheOf(options));
  const part = await startStandalone(
    'mongo',
    options,
    (place) => prepareMongo({ ...place, mongod }),
    ({ port }) => ensurePrimary(port),
  );
  return { ...part, uri: (database) => mongoUri(part.port, database) };
}

export interface StandaloneRedis extends StandalonePart {
  url: string;
}

export async function startRedis(options: StandaloneOptions = {}): Promise<StandaloneRedis> {
  const redisServer = await installRedis(cacheOf(options));
  const part = await startStandalone('redis', options, (place) => prepareRedis({ ...place, redisServer }));
  return { ...part, url: redisUrl(part.port) };
}

export interface StandaloneKafka extends StandalonePart {
  brokers: string[];
}

export async function startKafka(options: StandaloneOptions = {}): Promise<StandaloneKafka> {
  const installation = await installKafka(cacheOf(options));
  const controllerPort = await findFreePort();
  const part = await startStandalone('kafka', options, (place) =>
    prepareKafka({ ...place, installation, controllerPort, isShortLived: options.isShortLived ?? true }),
  );
  return { ...part, brokers: [`127.0.0.1:${part.port}`] };
}

export interface StandaloneHttpPart extends StandalonePart {
  url: string;
}

/** The schema registry; its url is the base of the API that Confluent's clients speak. */
export async function startRegistry(options: StandaloneOptions = {}): Promise<StandaloneHttpPart> {
  const jar = await installRegistry(cacheOf(options));
  const java = await installJava(cacheOf(options));
  const part = await startStandalone('registry', options, (place) => prepareRegistry({ ...place, java, jar }));
  return { ...part, url: registryUrl(part.port) };
}

/** Kafka Connect with Debezium's Postgres connector as a plugin. */
export async function startConnect(options: StandaloneOptions & { brokers: string[] }): Promise<StandaloneHttpPart> {
  const installation = await installConnect(cacheOf(options));
  const part = await startStandalone('connect', options, (place) =>
    prepareConnect({
      ...place,
      installation,
      brokers: options.brokers,
      isShortLived: options.isShortLived ?? true,
    }),
  );
  return { ...part, url: connectUrl(part.port) };
}
