import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { createLogger } from '@ticketing/common/log';
import { publicPartOf } from '@ticketing/common/sealing';
import { mongoOutboxServices, type PostgresService, postgresServices } from '@ticketing/contracts';
import { ensureSlot } from '@ticketing/setup';
import { type LocalConfig, root } from '../config.ts';
import { type Addresses, readEndpoints, trustAuthority } from '../endpoints.ts';
import { nodeFlags } from '../process/node-flags.ts';
import { loadSecrets } from '../secrets.ts';
import { connectorDatabase } from '../stack/context.ts';
import { printError, say } from '../ui/print.ts';

const reconcileSources = [...postgresServices, ...mongoOutboxServices] as const;
type Source = (typeof reconcileSources)[number];

export interface ReconcileOptions {
  dryRun: boolean;
  json: boolean;
}

const isSource = (name: string): name is Source => reconcileSources.some((source) => source === name);
const isOnPostgres = (source: Source): source is PostgresService => postgresServices.some((name) => name === source);

/**
 * Runs each source's reconcile program against the local stack. In a cluster, these programs run beside their services.
 * @returns the exit code: 0 when nothing is missing or everything missing was republished
 */
export async function reconcile({ folders }: LocalConfig, names: string[], options: ReconcileOptions): Promise<number> {
  const unknown = names.filter((name) => !isSource(name));
  if (unknown.length > 0) {
    printError(`unknown source ${unknown.join(', ')}; the sources are ${reconcileSources.join(', ')}`);
    return 64; // EX_USAGE of sysexits.h
  }
  const addresses = readEndpoints(folders.home)?.addresses;
  if (!addresses) {
    printError('nothing is running here; npm start starts everything');
    return 1;
  }
  const sources = names.length > 0 ? names.filter(isSource) : reconcileSources;
  trustAuthority(addresses);
  const secrets = loadSecrets(folders);
  for (const source of postgresServices.filter((service) => sources.includes(service))) {
    if (options.dryRun) continue;
    const { port } = new URL(addresses.databases[source]);
    const database = connectorDatabase(source, secrets, { port: Number(port), caFile: addresses.caFile ?? undefined });
    const log = createLogger({ service: 'setup', level: 'error' });
    if ((await ensureSlot({ connectUrl: addresses.connect, database, log })) && !options.json)
      say(`${source}: the replication slot was missing; created a new one`);
  }
  const results: { code: number; output: string }[] = [];
  const sealing = { NOTIFICATIONS_PUBLIC_KEY: JSON.stringify(publicPartOf(secrets.notificationsKey)) };
  for (const source of sources) results.push(await run(source, addresses, options, sealing));
  if (options.json)
    say(
      JSON.stringify(
        results.flatMap(({ output }) => (output ? [JSON.parse(output)] : [])),
        null,
        2,
      ),
    );
  return Math.max(...results.map(({ code }) => code));
}

async function run(
  source: Source,
  { brokers, registry, databases }: Addresses,
  { dryRun, json }: ReconcileOptions,
  sealing: NodeJS.ProcessEnv,
): Promise<{ code: number; output: string }> {
  const address = { [isOnPostgres(source) ? 'DATABASE_URL' : 'MONGO_URI']: databases[source] };
  const flags = [...(dryRun ? ['--dry-run'] : []), ...(json ? ['--json'] : [])];
  const child = spawn(process.execPath, [...nodeFlags, join(root, source, 'src/reconcile.ts'), ...flags], {
    cwd: root,
    stdio: ['ignore', json ? 'pipe' : 'inherit', 'inherit'],
    env: {
      ...process.env,
      ...address,
      ...sealing,
      KAFKA_BROKERS: brokers.join(','),
      SCHEMA_REGISTRY_URL: registry,
    },
  });
  const [output, [code]] = await Promise.all([
    child.stdout ? text(child.stdout) : '',
    once(child, 'exit') as Promise<[number | null]>,
  ]);
  return { code: code ?? 1, output };
}
