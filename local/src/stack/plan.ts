import { join } from 'node:path';
import { createLogger } from '@ticketing/common/log';
import { applyConnector, createFirstSlot, createTopics, registerSchemas } from '@ticketing/setup';
import { root } from '../config.ts';
import { runCommand } from '../process/run-command.ts';
import { seedOnce } from '../seed/seed-once.ts';
import type { Supervisor } from '../supervisor/supervisor.ts';
import { connectorDatabase, ordersDatabase, type StackContext } from './context.ts';
import { slotPortOf } from './links.ts';
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
  orders: ['slot', 'topics', 'schemas'],
  expiration: ['redis', 'topics', 'schemas'],
  notifications: ['mongo', 'topics', 'schemas'],
  ops: ['mongo', 'topics', 'schemas'],
  'relay-mongo': ['mongo', 'topics', 'schemas'],
  'relay-orders': ['topics', 'schemas'],
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
  return [...start, ...setup(context), ...seeding];
}

/** Proxies start before their clients. MongoDB is one of them: it connects to itself at its advertised address. */
const needsOf = ({ links }: StackContext, name: string): readonly string[] => [
  ...(needs[name] ?? []),
  ...(links && name !== 'toxiproxy' ? ['toxiproxy'] : []),
];

function setup({ addresses, secrets, ports, links }: StackContext): Step[] {
  const database = connectorDatabase(secrets, slotPortOf(ports, links));
  return [
    {
      name: 'topics',
      title: 'Kafka topics',
      needs: ['kafka'],
      run: () => createTopics({ brokers: addresses.brokers, log }),
    },
    {
      name: 'schemas',
      title: 'Avro schemas',
      needs: ['registry'],
      run: () => registerSchemas({ registryUrl: addresses.registry, log }),
    },
    {
      name: 'migrations',
      title: 'migrations of orders',
      needs: ['postgres'],
      run: async () => {
        const env = { DATABASE_URL: addresses.databases.orders, CDC_USER: ordersDatabase.replication };
        await runCommand(process.execPath, [join(root, 'orders/src/migrate.ts')], {
          name: 'the migration of the orders database',
          cwd: root,
          env,
        });
      },
    },
    {
      name: 'slot',
      title: 'replication slot',
      needs: ['migrations'],
      run: async () => void (await createFirstSlot(database)),
    },
    {
      name: 'connector',
      title: 'Debezium connector',
      needs: ['connect', 'slot', 'topics'],
      run: () => applyConnector({ connectUrl: addresses.connect, database, log }),
    },
  ];
}

const seed = ({ addresses, config }: StackContext, units: readonly Unit[]): Step => ({
  name: 'seed',
  title: 'demo data',
  needs: [...units.map(({ name }) => name), 'connector'],
  run: (report) =>
    seedOnce({
      gatewayUrl: addresses.gateway,
      mongoUri: addresses.databases.auth,
      mailboxUrl: addresses.mailbox,
      ordersUrl: addresses.databases.orders,
      hasSandbox: !config.stripeKey,
      folders: config.folders,
      report,
    }),
});
