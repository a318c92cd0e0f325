import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createLogger } from '@ticketing/common/log';
import { type PostgresService, postgresServices } from '@ticketing/contracts';
import { applyConnector, applyGrants, createFirstSlot, createTopics, registerSchemas } from '@ticketing/setup';
import { withRestore } from '../backup/restore-steps.ts';
import { root } from '../config.ts';
import { writeJson } from '../files/write-atomically.ts';
import { runCommand } from '../process/run-command.ts';
import type { SeedOptions } from '../seed/seed.ts';
import type { Supervisor } from '../supervisor/supervisor.ts';
import { connectorDatabase, replicationRole, type StackContext } from './context.ts';
import { slotPortOf } from './links.ts';
import { observing } from './observe-units.ts';
import type { Step } from './run-steps.ts';
import type { Unit } from './unit.ts';

const log = createLogger({ service: 'setup', level: 'info' });

/** What each program needs before it starts; others need nothing. A relay needs only the indexes of its outbox. */
const needs: Readonly<Record<string, readonly string[]>> = {
  connect: ['kafka'],
  auth: ['mongo', 'topics', 'schemas'],
  tickets: ['mongo', 'topics', 'schemas'],
  catalog: ['mongo', 'topics', 'schemas'],
  payments: ['mongo', 'topics', 'schemas'],
  orders: ['slot of orders', 'topics', 'schemas'],
  bookings: ['slot of bookings', 'topics', 'schemas'],
  expiration: ['redis', 'topics', 'schemas'],
  notifications: ['mongo', 'topics', 'schemas'],
  ops: ['mongo', 'topics', 'schemas'],
  'relay-mongo': ['mongo', 'topics', 'schemas'],
  'relay-raw': ['topics', 'schemas'],
};

/** All steps, from nothing to a marketplace with demo data. */
export function planSteps(context: StackContext, units: readonly Unit[], supervisor: Supervisor): Step[] {
  const start = units.map(
    (unit): Step => ({
      name: unit.name,
      title: unit.name,
      needs: needsOf(context, unit.name),
      prepare: unit.install,
      run: () => supervisor.start(unit.name),
    }),
  );
  const seeding = context.config.seeds ? [seed(context, units)] : [];
  const steps = [...start, ...setup(context), ...seeding];
  const { restoresFrom: from } = context.config;
  const parts = new Set(units.filter(({ kind }) => kind === 'part').map(({ name }) => name));
  return from ? withRestore(steps, context, { from, parts }) : steps;
}

/** Proxies start before their clients. MongoDB is one of them: it connects to itself at its advertised address. */
const needsOf = ({ links, security }: StackContext, name: string): readonly string[] => [
  ...(needs[name] ?? []),
  ...(links && name !== 'toxiproxy' ? ['toxiproxy'] : []),
  ...(security && name !== 'tls' && name !== 'toxiproxy' ? ['tls'] : []),
  // Its rights are set with the topics.
  ...(security && name === 'connect' ? ['topics'] : []),
];

function setup(context: StackContext): Step[] {
  const { addresses, security } = context;
  return [
    {
      name: 'topics',
      title: 'Kafka topics',
      needs: ['kafka'],
      run: async () => {
        await createTopics({ brokers: addresses.brokers, log });
        if (security) await applyGrants({ brokers: addresses.brokers, log });
      },
    },
    {
      name: 'schemas',
      title: 'Avro schemas',
      needs: ['registry', ...(security ? ['tls'] : [])],
      run: () => registerSchemas({ registryUrl: addresses.registry, log }),
    },
    ...postgresServices.flatMap((service) => setupPostgres(context, service)),
  ];
}

const connectorOf = (service: PostgresService) => `connector of ${service}`;

/** The way of a service's events from its outbox on PostgreSQL to its raw topics. */
function setupPostgres({ addresses, secrets, ports, links, security }: StackContext, service: PostgresService): Step[] {
  const database = connectorDatabase(service, secrets, {
    port: slotPortOf(ports, links),
    caFile: security?.certificates.caFile,
  });
  return [
    {
      name: `migrations of ${service}`,
      title: `migrations of ${service}`,
      needs: ['postgres'],
      run: async () => {
        const env = {
          DATABASE_URL: addresses.databases[service],
          CDC_USER: replicationRole,
        };
        await runCommand(process.execPath, [join(root, service, 'src/migrate.ts')], {
          name: `the migration of the ${service} database`,
          cwd: root,
          env,
        });
      },
    },
    {
      name: `slot of ${service}`,
      title: `replication slot of ${service}`,
      needs: [`migrations of ${service}`],
      run: async () => void (await createFirstSlot(database)),
    },
    {
      name: connectorOf(service),
      title: `Debezium connector of ${service}`,
      needs: ['connect', `slot of ${service}`, 'topics'],
      run: () => applyConnector({ connectUrl: addresses.connect, database, log }),
    },
  ];
}

/** Nothing needs what only shows telemetry. */
const isNeeded = ({ name }: Unit): boolean => !(observing as readonly string[]).includes(name);

/** Seeds demo data once for a home. */
const seed = ({ addresses, config }: StackContext, units: readonly Unit[]): Step => ({
  name: 'seed',
  title: 'demo data',
  needs: [...units.filter(isNeeded).map(({ name }) => name), ...postgresServices.map(connectorOf)],
  run: async (report) => {
    const marker = join(config.folders.data, 'seeded.json');
    if (existsSync(marker)) return;
    const options: Omit<SeedOptions, 'report'> = {
      gatewayUrl: addresses.gateway,
      mongoUri: addresses.databases.auth,
      mailboxUrl: addresses.mailbox,
      ordersUrl: addresses.databases.orders,
      hasSandbox: !config.stripeKey,
    };
    await runCommand(process.execPath, [join(root, 'local/src/seed/main.ts')], {
      name: 'the demo data',
      cwd: root,
      input: JSON.stringify(options),
      onLine: report,
    });
    writeJson(marker, { seededAt: new Date().toISOString() });
  },
});
