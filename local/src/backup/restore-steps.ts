import { join } from 'node:path';
import { createLogger } from '@ticketing/common/log';
import { mongoServices, type PostgresService, postgresServices } from '@ticketing/contracts';
import { ensureSlot } from '@ticketing/setup';
import { z } from 'zod';
import { connectorDatabase, type StackContext } from '../stack/context.ts';
import { slotPortOf } from '../stack/links.ts';
import type { Step } from '../stack/run-steps.ts';
import { linesOf } from './files.ts';
import { type Manifest, readBackup } from './manifest.ts';
import { loadTopics } from './stores/kafka.ts';
import { loadMongo } from './stores/mongo.ts';
import { loadPostgres } from './stores/postgres.ts';
import { loadRegistry } from './stores/registry.ts';

const log = createLogger({ service: 'restore', level: 'error' });

const loaded = 'backup is loaded';
const loadOf = (store: string): string => `backup of ${store}`;
const slotOf = (service: PostgresService): string => `slot of ${service}`;

/**
 * The steps of a start that also fills the empty stores: each store when it is ready, before anything writes to it. Services
 * start when all are filled.
 * @param parts the names of the stores and whatever else no service is; they start at once
 * @param from the folder of a verified backup
 */
export function withRestore(
  steps: readonly Step[],
  context: StackContext,
  { from, parts }: { from: string; parts: ReadonlySet<string> },
): Step[] {
  const manifest = readBackup(from);
  // Reported by the steps that await it.
  manifest.catch(() => undefined);
  const loads = loadSteps(context, from, manifest);
  const isSetup = (name: string) => name.startsWith('migrations of ') || ['topics', 'schemas'].includes(name);
  const existing = steps.map((step): Step => {
    const service = postgresServices.find((name) => step.name === slotOf(name));
    if (service) return newSlot(step, context, service);
    // The registry gives new ids to schemas that it does not know yet.
    if (step.name === 'schemas') return { ...step, needs: [...step.needs, loadOf('registry')] };
    const isFree = parts.has(step.name) || isSetup(step.name) || step.name.startsWith('connector of ');
    return isFree ? step : { ...step, needs: [...step.needs, loaded] };
  });
  const all: Step = {
    name: loaded,
    title: 'all stores from the backup',
    needs: loads.map(({ name }) => name),
    run: async () => undefined,
  };
  return [...existing, ...loads, all];
}

function loadSteps({ addresses, security }: StackContext, from: string, manifest: Promise<Manifest>): Step[] {
  const step = (store: string, needs: readonly string[], run: (contents: Manifest) => Promise<void>): Step => ({
    name: loadOf(store),
    title: `${store} from the backup`,
    needs,
    run: async () => run(await manifest),
  });
  return [
    step('registry', ['registry', ...(security ? ['tls'] : [])], () => loadRegistry(addresses.registry, from)),
    step('mongo', ['mongo'], async ({ mongo }) => {
      for (const name of mongoServices)
        await loadMongo(addresses.databases[name], join(from, 'mongo', name), contentsOf(mongo, name));
    }),
    ...postgresServices.map((name) =>
      step(name, [`migrations of ${name}`], ({ postgres }) =>
        loadPostgres(addresses.databases[name], join(from, 'postgres', name), contentsOf(postgres, name)),
      ),
    ),
    step('topics', ['topics'], async ({ kafka }) =>
      loadTopics(addresses.brokers, join(from, 'kafka'), kafka, await readOpenOrders(from)),
    ),
  ];
}

function contentsOf<Contents>(stores: Readonly<Record<string, Contents>>, name: string): Contents {
  const contents = stores[name];
  if (!contents) throw new Error(`the backup does not have ${name}`);
  return contents;
}

/**
 * A slot is not part of any backup. The connector creates a new one behind all restored rows; reconciling publishes those that
 * the old connector had not read.
 */
const newSlot = (
  step: Step,
  { addresses, secrets, ports, links, security }: StackContext,
  service: PostgresService,
): Step => ({
  ...step,
  needs: [...step.needs, loadOf(service), 'connect', 'topics'],
  run: async () => {
    const database = connectorDatabase(service, secrets, {
      port: slotPortOf(ports, links),
      caFile: security?.certificates.caFile,
    });
    await ensureSlot({ connectUrl: addresses.connect, database, log });
  },
});

const OrderRow = z.object({ id: z.string(), status: z.string() });

/** The orders that expiration must have a timer for. */
async function readOpenOrders(from: string): Promise<Set<string>> {
  const open = new Set<string>();
  for await (const line of linesOf(join(from, 'postgres/orders/orders.jsonl.gz'))) {
    const { id, status } = OrderRow.parse(JSON.parse(line));
    if (status === 'created' || status === 'awaiting_payment') open.add(id);
  }
  return open;
}
