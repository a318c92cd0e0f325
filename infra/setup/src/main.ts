// Prepares what the services expect to find; one job each, so that a cluster can run them as jobs. All are idempotent.
//   node infra/setup/src/main.ts topics      KAFKA_BROKERS, REPLICATION_FACTOR
//   node infra/setup/src/main.ts schemas     SCHEMA_REGISTRY_URL
//   node infra/setup/src/main.ts slot        a new replication slot if the old one is gone or lost; variables as for connector
//   node infra/setup/src/main.ts connector   CONNECT_URL, DATABASE_HOST, DATABASE_PORT, DATABASE_USER, DATABASE_PASSWORD, DATABASE_NAME
import { csv, parseEnv, port, positiveInteger, text, url } from '@ticketing/common/config';
import { createLogger } from '@ticketing/common/log';
import { z } from 'zod';
import { type ApplyConnectorOptions, applyConnector } from './apply-connector.ts';
import { createTopics } from './create-topics.ts';
import { ensureSlot } from './ensure-slot.ts';
import { registerSchemas } from './register-schemas.ts';

const log = createLogger({ service: 'setup', level: 'info' });

const jobs: Record<string, () => Promise<void>> = {
  topics: () => {
    const env = parseEnv(z.object({ KAFKA_BROKERS: csv(), REPLICATION_FACTOR: positiveInteger(1) }), process.env);
    return createTopics({ brokers: env.KAFKA_BROKERS, replicationFactor: env.REPLICATION_FACTOR, log });
  },
  schemas: () => {
    const env = parseEnv(z.object({ SCHEMA_REGISTRY_URL: url('http', 'https') }), process.env);
    return registerSchemas({ registryUrl: env.SCHEMA_REGISTRY_URL, log });
  },
  connector: () => applyConnector({ ...connectorOptions(), log }),
  slot: async () => {
    if (!(await ensureSlot({ ...connectorOptions(), log }))) log.info('the replication slot is there; nothing to do');
  },
};

function connectorOptions(): Pick<ApplyConnectorOptions, 'connectUrl' | 'database'> {
  const Env = z.object({
    CONNECT_URL: url('http', 'https'),
    DATABASE_HOST: text(),
    DATABASE_PORT: port(5432),
    DATABASE_USER: text(),
    DATABASE_PASSWORD: text(),
    DATABASE_NAME: text(),
  });
  const env = parseEnv(Env, process.env);
  const database = {
    host: env.DATABASE_HOST,
    port: env.DATABASE_PORT,
    user: env.DATABASE_USER,
    password: env.DATABASE_PASSWORD,
    name: env.DATABASE_NAME,
  };
  return { connectUrl: env.CONNECT_URL, database };
}

const job = jobs[process.argv[2] ?? ''];
if (!job) {
  process.stderr.write(`usage: main.ts ${Object.keys(jobs).join(' | ')}\n`);
  process.exit(64); // EX_USAGE of sysexits.h
}
await job().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
