import { parseBrokers } from '@ticketing/common/broker-address';
import { mongoOutboxServices, mongoServices, postgresServices } from '@ticketing/contracts';
import { type DatabaseUser, kafkaUsers } from '@ticketing/setup';
import { connectUrl, installConnect, prepareConnect } from '../parts/connect.ts';
import { installJava } from '../parts/java.ts';
import { installKafka, type KafkaSecurity, prepareKafka } from '../parts/kafka.ts';
import { ensurePrimary, installMongo, prepareMongo } from '../parts/mongo.ts';
import { ensureDatabases, preparePostgres } from '../parts/postgres.ts';
import { installPostgres } from '../parts/postgres-install.ts';
import { installRedis, prepareRedis, type RedisUsers } from '../parts/redis.ts';
import { installRegistry, prepareRegistry } from '../parts/registry.ts';
import { ensureProxies, installToxiproxy, prepareToxiproxy, toxiproxyUrl } from '../parts/toxiproxy.ts';
import { administrator, type Security } from '../tls/security.ts';
import { logFile, passwordVariableOf, placeOf, replicationRole, type StackContext, securedBroker } from './context.ts';
import { type Links, linkNames, portOf, upstreamOf } from './links.ts';
import { tlsUnit } from './service-units.ts';
import { layers, type Unit } from './unit.ts';

/** The native parts: databases, broker, registry, Connect. */
export const partUnits = (context: StackContext): Unit[] => [
  ...(context.links ? [toxiproxyUnit(context, context.links)] : []),
  ...(context.security ? [tlsUnit(context, context.security)] : []),
  postgresUnit(context),
  mongoUnit(context),
  redisUnit(context),
  kafkaUnit(context),
  registryUnit(context),
  connectUnit(context),
];

function postgresUnit(context: StackContext): Unit {
  const place = placeOf(context, 'postgres');
  const { secrets, config } = context;
  const password = secrets.postgresPassword;
  const certificates = context.security?.certificates;
  const lookFor = { cacheFolder: config.folders.cache, dataFolder: place.dataFolder };
  return {
    name: 'postgres',
    kind: 'part',
    layer: layers.databases,
    port: place.port,
    url: `postgresql://127.0.0.1:${place.port}`,
    install: async (onProgress) => void (await installPostgres(lookFor, onProgress)),
    prepare: async () =>
      preparePostgres({ ...place, password, certificates, installation: await installPostgres(lookFor) }),
    initialize: () =>
      ensureDatabases(
        { port: place.port, password, certificates },
        postgresServices.map((name) => ({ name, owner: { user: name, password: secrets[`${name}Password`] } })),
        { user: replicationRole, password: secrets.debeziumPassword },
      ),
  };
}

function mongoUnit(context: StackContext): Unit {
  const place = placeOf(context, 'mongo');
  const { cache } = context.config.folders;
  const { security } = context;
  const administratorOf = (protection: Security) => protection.userOf('mongo', administrator);
  return {
    name: 'mongo',
    kind: 'part',
    layer: layers.databases,
    port: place.port,
    url: `mongodb://127.0.0.1:${place.port}/?replicaSet=rs0`,
    install: async (onProgress) => void (await installMongo(cache, onProgress)),
    prepare: async () =>
      prepareMongo({
        ...place,
        mongod: await installMongo(cache),
        ...(security && {
          security: {
            certificates: security.certificates,
            administrator: administratorOf(security),
            clusterKey: security.userOf('mongo', 'cluster').password,
          },
        }),
      }),
    initialize: () =>
      ensurePrimary(place.port, {
        advertisedPort: portOf('mongo', context),
        ...(security && { users: { administrator: administratorOf(security), owners: mongoOwners(security) } }),
      }),
  };
}

/** Every service owns its database; the relay of all outboxes reads and writes those that it relays. */
const mongoOwners = (security: Security): DatabaseUser[] =>
  Object.entries({
    ...Object.fromEntries(mongoServices.map((name) => [name, [name]])),
    'relay-mongo': mongoOutboxServices,
  }).map(([username, databases]) => ({ ...security.userOf('mongo', username), databases }));

function redisUnit(context: StackContext): Unit {
  const place = placeOf(context, 'redis');
  const { cache } = context.config.folders;
  return {
    name: 'redis',
    kind: 'part',
    layer: layers.databases,
    port: place.port,
    url: context.addresses.databases.expiration,
    install: async (onProgress) => void (await installRedis(cache, onProgress)),
    prepare: async () =>
      prepareRedis({
        ...place,
        redisServer: await installRedis(cache),
        users: context.security ? redisUsers(context.security) : undefined,
      }),
  };
}

function kafkaUnit(context: StackContext): Unit {
  const place = placeOf(context, 'kafka');
  const { cache } = context.config.folders;
  const controllerPort = context.ports['kafka-controller'];
  return {
    name: 'kafka',
    kind: 'part',
    layer: layers.brokers,
    port: place.port,
    url: `127.0.0.1:${place.port}`,
    install: async (onProgress) => void (await installKafka(cache, onProgress)),
    prepare: async () =>
      prepareKafka({
        ...place,
        controllerPort,
        isShortLived: true,
        installation: await installKafka(cache),
        security: context.security ? kafkaSecurity(context.security) : undefined,
        ...(context.links && {
          proxied: { port: context.links.brokerPort, advertisedPort: context.links.ports.kafka },
        }),
      }),
  };
}

const redisUsers = (security: Security): RedisUsers => ({
  administrator: security.userOf('redis', administrator),
  timers: security.userOf('redis', 'expiration'),
});

const kafkaSecurity = (security: Security): KafkaSecurity => ({
  certificates: security.certificates,
  administrator: security.userOf('kafka', administrator),
  users: kafkaUsers.map((name) => security.userOf('kafka', name)),
});

function registryUnit(context: StackContext): Unit {
  const place = placeOf(context, 'registry');
  const { cache } = context.config.folders;
  return {
    name: 'registry',
    kind: 'part',
    layer: layers.brokers,
    port: place.port,
    url: context.addresses.registry,
    install: async (onProgress) => {
      await installRegistry(cache, onProgress);
      await installJava(cache, onProgress);
    },
    prepare: async () =>
      prepareRegistry({ ...place, jar: await installRegistry(cache), java: await installJava(cache) }),
  };
}

function connectUnit(context: StackContext): Unit {
  const place = placeOf(context, 'connect');
  const { cache } = context.config.folders;
  const { security } = context;
  const hosts = parseBrokers(context.addresses.brokers).hosts;
  const brokers = security
    ? hosts.map((host) => securedBroker(host, security.userOf('kafka', 'kafka-connect')))
    : hosts;
  return {
    name: 'connect',
    kind: 'part',
    layer: layers.connect,
    port: place.port,
    url: connectUrl(place.port),
    install: async (onProgress) => void (await installConnect(cache, onProgress)),
    prepare: async () =>
      prepareConnect({
        ...place,
        brokers,
        caFile: security?.certificates.caFile,
        passwords: Object.fromEntries(
          postgresServices.map((name) => [passwordVariableOf(name), context.secrets.debeziumPassword]),
        ),
        isShortLived: true,
        installation: await installConnect(cache),
      }),
  };
}

function toxiproxyUnit(context: StackContext, links: Links): Unit {
  const { cache } = context.config.folders;
  const port = links.controlPort;
  return {
    name: 'toxiproxy',
    kind: 'part',
    layer: layers.databases,
    port,
    url: toxiproxyUrl(port),
    install: async (onProgress) => void (await installToxiproxy(cache, onProgress)),
    prepare: async () =>
      prepareToxiproxy({ port, logFile: logFile(context, 'toxiproxy'), toxiproxy: await installToxiproxy(cache) }),
    initialize: () =>
      ensureProxies(
        port,
        linkNames.map((name) => ({
          name,
          port: links.ports[name],
          upstreamPort: upstreamOf(name, context.ports, links, context.security !== null),
        })),
      ),
  };
}
