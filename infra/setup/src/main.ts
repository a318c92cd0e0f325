// Prepares the infrastructure that the services require. Each job can run as a cluster job and is idempotent.
// RETRY_FOR_SECONDS: how long to retry while a dependency is unavailable (0). With KAFKA_BROKERS and SCHEMA_REGISTRY_URL, the variables
// of their credentials, as in every program: KAFKA_SECURITY_PROTOCOL, KAFKA_SASL_…, SCHEMA_REGISTRY_USERNAME and _PASSWORD.
//   node infra/setup/src/main.ts replica-sets MONGO_MEMBERS: addresses of servers, each of which becomes its own replica set
//   node infra/setup/src/main.ts mongo-member beside a server that asks for credentials, until it is stopped: MONGO_MEMBER, its address for
//                                            clients; MONGO_ADMIN_PASSWORD; MONGO_DATABASE, whose user has the same name; MONGO_PASSWORD
//   node infra/setup/src/main.ts topics      KAFKA_BROKERS, REPLICATION_FACTOR
//   node infra/setup/src/main.ts grants      KAFKA_BROKERS, as a user who may alter access control lists
//   node infra/setup/src/main.ts schemas     SCHEMA_REGISTRY_URL
//   node infra/setup/src/main.ts slot        a new replication slot if the old one is missing or lost; same variables as connector
//   node infra/setup/src/main.ts connector   CONNECT_URL, DATABASE_HOST, DATABASE_PORT, DATABASE_USER, DATABASE_PASSWORD, DATABASE_NAME:
//                                            its service, too; DATABASE_PASSWORD_VARIABLE: a variable of Connect's that has the
//                                            password; DATABASE_SSLMODE: disable | verify-full; DATABASE_SSLROOTCERT: a file of Connect's
//   node infra/setup/src/main.ts elk         templates, data streams and dashboard: ELASTICSEARCH_URL, ELASTICSEARCH_USERNAME,
//                                            ELASTICSEARCH_PASSWORD, KIBANA_URL; KIBANA_SYSTEM_PASSWORD and FILEBEAT_PASSWORD, where no
//                                            operator creates these accounts; CA_FILES: certificates of private authorities
//   node infra/setup/src/main.ts wait        until the given dependencies are ready: KAFKA_BROKERS, SCHEMA_REGISTRY_URL, MONGO_URI
import { once } from 'node:events';
import {
  brokersEnv,
  brokersOf,
  csv,
  parseEnv,
  port,
  positiveInteger,
  registryEnv,
  registryUrlOf,
  retryForSeconds,
  text,
  toMs,
  url,
} from '@ticketing/common/config';
import { retryTransient } from '@ticketing/common/errors';
import { createLogger } from '@ticketing/common/log';
import { postgresServices } from '@ticketing/contracts';
import { z } from 'zod';
import { type ApplyConnectorOptions, applyConnector } from './apply-connector.ts';
import { applyGrants } from './apply-grants.ts';
import { createTopics } from './create-topics.ts';
import { applyElk } from './elk/apply-elk.ts';
import { elkOptions } from './elk/elk-env.ts';
import { ensureSlot } from './ensure-slot.ts';
import { initiateReplicaSet } from './initiate-replica-set.ts';
import { registerSchemas } from './register-schemas.ts';
import { secureMember } from './secure-member.ts';
import { waitForDependencies } from './wait-for-dependencies.ts';

const log = createLogger({ service: 'setup', level: 'info' });

const jobs: Record<string, () => Promise<void>> = {
  'replica-sets': async () => {
    const { MONGO_MEMBERS } = parseEnv(z.object({ MONGO_MEMBERS: csv() }), process.env);
    await Promise.all(MONGO_MEMBERS.map((address) => initiateReplicaSet({ address })));
    log.info({ members: MONGO_MEMBERS.length }, 'replica sets are ready');
  },
  'mongo-member': async () => {
    const env = parseEnv(
      z.object({ MONGO_MEMBER: text(), MONGO_ADMIN_PASSWORD: text(), MONGO_DATABASE: text(), MONGO_PASSWORD: text() }),
      process.env,
    );
    await secureMember({
      address: 'localhost:27017',
      advertisedAddress: env.MONGO_MEMBER,
      administrator: { username: 'admin', password: env.MONGO_ADMIN_PASSWORD },
      users: [{ username: env.MONGO_DATABASE, password: env.MONGO_PASSWORD, databases: [env.MONGO_DATABASE] }],
    });
    log.info({ member: env.MONGO_MEMBER, user: env.MONGO_DATABASE }, 'replica set and user are ready');
    // A container that ends would be started again.
    await untilStopped();
  },
  topics: () => {
    const env = parseEnv(z.object({ ...brokersEnv, REPLICATION_FACTOR: positiveInteger(1) }), process.env);
    return createTopics({ brokers: brokersOf(env), replicationFactor: env.REPLICATION_FACTOR, log });
  },
  grants: () => applyGrants({ brokers: brokersOf(parseEnv(z.object(brokersEnv), process.env)), log }),
  schemas: () => {
    const env = parseEnv(z.object(registryEnv), process.env);
    return registerSchemas({ registryUrl: registryUrlOf(env), log });
  },
  connector: () => applyConnector({ ...connectorOptions(), log }),
  slot: async () => {
    if (!(await ensureSlot({ ...connectorOptions(), log }))) log.info('the replication slot exists; nothing to do');
  },
  elk: () => applyElk({ ...elkOptions(process.env), log }),
  wait: () => {
    const Env = z.object({
      ...brokersEnv,
      ...registryEnv,
      KAFKA_BROKERS: brokersEnv.KAFKA_BROKERS.optional(),
      SCHEMA_REGISTRY_URL: registryEnv.SCHEMA_REGISTRY_URL.optional(),
      MONGO_URI: url('mongodb', 'mongodb+srv').optional(),
    });
    const { KAFKA_BROKERS: brokers, SCHEMA_REGISTRY_URL: registryUrl, ...env } = parseEnv(Env, process.env);
    return waitForDependencies({
      ...(brokers && { brokers: brokersOf({ ...env, KAFKA_BROKERS: brokers }) }),
      ...(registryUrl && { registryUrl: registryUrlOf({ ...env, SCHEMA_REGISTRY_URL: registryUrl }) }),
      mongoUri: env.MONGO_URI,
      log,
    });
  },
};

function connectorOptions(): Pick<ApplyConnectorOptions, 'connectUrl' | 'database'> {
  const Env = z.object({
    CONNECT_URL: url('http', 'https'),
    DATABASE_HOST: text(),
    DATABASE_PORT: port(5432),
    DATABASE_USER: text(),
    DATABASE_PASSWORD: text(),
    DATABASE_PASSWORD_VARIABLE: text().optional(),
    DATABASE_SSLMODE: z.enum(['disable', 'verify-full']).optional(),
    DATABASE_SSLROOTCERT: text().optional(),
    DATABASE_NAME: z.enum(postgresServices),
  });
  const env = parseEnv(Env, process.env);
  const database = {
    host: env.DATABASE_HOST,
    port: env.DATABASE_PORT,
    user: env.DATABASE_USER,
    password: env.DATABASE_PASSWORD,
    passwordVariable: env.DATABASE_PASSWORD_VARIABLE,
    sslMode: env.DATABASE_SSLMODE,
    sslRootCert: env.DATABASE_SSLROOTCERT,
    name: env.DATABASE_NAME,
  };
  return { connectUrl: env.CONNECT_URL, database };
}

async function untilStopped(): Promise<void> {
  // A listener alone does not keep a program running.
  const running = setInterval(() => {}, 3_600_000);
  await once(process, 'SIGTERM');
  clearInterval(running);
}

const job = jobs[process.argv[2] ?? ''];
if (!job) {
  process.stderr.write(`usage: main.ts ${Object.keys(jobs).join(' | ')}\n`);
  process.exit(64); // EX_USAGE of sysexits.h
}
const { RETRY_FOR_SECONDS } = parseEnv(z.object({ RETRY_FOR_SECONDS: retryForSeconds() }), process.env);
await retryTransient(job, { forMs: toMs(RETRY_FOR_SECONDS) }).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
