import { copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { mongoServices, postgresServices } from '@ticketing/contracts';
import type { Folders } from '../config.ts';
import type { Addresses, Endpoints } from '../endpoints.ts';
import { secretsFile } from '../secrets.ts';
import { holdable, whileHeld } from './hold.ts';
import {
  BackupRefused,
  type KafkaContents,
  type MongoContents,
  type PostgresContents,
  sealBackup,
} from './manifest.ts';
import { readConnectors } from './stores/connectors.ts';
import { type KafkaSnapshot, openTopics } from './stores/kafka.ts';
import { type MongoSnapshot, openMongo } from './stores/mongo.ts';
import { openPostgres, type PostgresSnapshot } from './stores/postgres.ts';
import { copyRegistry } from './stores/registry.ts';

export interface BackupOptions {
  endpoints: Endpoints;
  folders: Folders;
  /** Must not exist, or be empty. */
  to: string;
  signal: AbortSignal;
  report(text: string): void;
}

export interface BackupReport {
  takenAt: Date;
  heldMs: number;
  files: number;
  bytes: number;
}

type Taking<Snapshot> = { take(): Promise<void> } & Snapshot;

interface Snapshots {
  topics: Taking<KafkaSnapshot>;
  postgres: [name: string, snapshot: Taking<PostgresSnapshot>][];
  mongo: [name: string, snapshot: Taking<MongoSnapshot>][];
}

/**
 * Takes a backup of the running system: holds the services for the moment in which every store fixes a snapshot, lets them
 * continue, and copies the snapshots. ADR 46 explains why this is consistent. Writes to a draft beside the folder and renames
 * it, so a folder with the given name is always complete.
 * @throws BackupRefused when the folder is in use
 */
export async function takeBackup({ endpoints, folders, to, signal, report }: BackupOptions): Promise<BackupReport> {
  if (existsSync(to) && readdirSync(to).length > 0) throw new BackupRefused(`${to} exists and is not empty`);
  const draft = join(dirname(to), `.${to.slice(dirname(to).length + 1)}.draft`);
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { recursive: true, mode: 0o700 });
  const { addresses } = endpoints;
  const snapshots = await openAll(addresses);
  try {
    report('holding the services for the cut');
    const { at, heldMs } = await whileHeld(holdable(endpoints.processes), () => takeAll(snapshots));
    report(`the services continue; they were held for ${(heldMs / 1000).toFixed(1)} s`);
    const contents = await copyAll(snapshots, draft, (text) => {
      signal.throwIfAborted();
      report(text);
    });
    await copyRegistry(addresses.registry, draft);
    copyFileSync(secretsFile(folders), join(draft, 'secrets.json'));
    const connectors = await readConnectors(addresses.connect);
    signal.throwIfAborted();
    const sealed = await sealBackup(draft, { takenAt: at.toISOString(), heldMs, connectors, ...contents });
    rmSync(to, { recursive: true, force: true });
    renameSync(draft, to);
    return { takenAt: at, heldMs, ...sealed };
  } finally {
    rmSync(draft, { recursive: true, force: true });
    await closeAll(snapshots);
  }
}

async function openAll({ brokers, databases }: Addresses): Promise<Snapshots> {
  return {
    topics: await openTopics(brokers),
    postgres: await Promise.all(
      postgresServices.map(
        async (name): Promise<Snapshots['postgres'][number]> => [name, await openPostgres(databases[name])],
      ),
    ),
    mongo: await Promise.all(
      mongoServices.map(async (name): Promise<Snapshots['mongo'][number]> => [name, await openMongo(databases[name])]),
    ),
  };
}

/**
 * The topics first: Connect is not held, so an event whose commit was on its way may still reach a raw topic, and must not be
 * in the backup without its row.
 */
async function takeAll({ topics, postgres, mongo }: Snapshots): Promise<void> {
  await topics.take();
  await Promise.all([...postgres, ...mongo].map(([, snapshot]) => snapshot.take()));
}

async function copyAll(
  { topics, postgres, mongo }: Snapshots,
  draft: string,
  report: (text: string) => void,
): Promise<{
  postgres: Record<string, PostgresContents>;
  mongo: Record<string, MongoContents>;
  kafka: KafkaContents;
}> {
  const copied: Awaited<ReturnType<typeof copyAll>> = { postgres: {}, mongo: {}, kafka: { topics: {}, groups: {} } };
  for (const [name, snapshot] of mongo) {
    report(`copying ${name} (MongoDB)`);
    copied.mongo[name] = await snapshot.copyTo(join(draft, 'mongo', name));
  }
  for (const [name, snapshot] of postgres) {
    report(`copying ${name} (PostgreSQL)`);
    copied.postgres[name] = await snapshot.copyTo(join(draft, 'postgres', name));
  }
  report('copying the topics');
  copied.kafka = await topics.copyTo(join(draft, 'kafka'));
  report('copying the schemas');
  return copied;
}

async function closeAll({ topics, postgres, mongo }: Snapshots): Promise<void> {
  const all = [topics, ...postgres.map(([, snapshot]) => snapshot), ...mongo.map(([, snapshot]) => snapshot)];
  await Promise.all(all.map((snapshot) => snapshot.close().catch(() => undefined)));
}
