import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type DatabaseUser, initiateReplicaSet, replicaSetName, secureMember, withMember } from '@ticketing/setup';
import type { OnProgress } from '../install/install-once.ts';
import { hasLibrary } from '../install/linux-libraries.ts';
import { isAtLeast, realProgramOnPath, versionOf } from '../install/on-path.ts';
import { pinnedWheel } from '../install/pins.ts';
import { type Platform, thisPlatform } from '../install/platform.ts';
import { stripSymbols } from '../install/strip-symbols.ts';
import { type WheelName, wantedWheels } from '../install/wanted.ts';
import { programFromWheel } from '../install/wheel.ts';
import type { LaunchSpec } from '../process/launch.ts';
import type { Certificates } from '../tls/certificates.ts';
import { type User, userInfo } from '../tls/security.ts';

const oldestVersion = [5, 0];

/** Shared libraries that the packaged mongod needs and that may be missing. OpenSSL 3 and 1.1 have separate builds. */
const neededLibraries = {
  'mongo-openssl3': ['libssl.so.3', 'libcrypto.so.3', 'libcurl.so.4', 'liblzma.so.5'],
  'mongo-openssl1': ['libssl.so.1.1', 'libcrypto.so.1.1', 'libcurl.so.4', 'liblzma.so.5'],
  'mongo-darwin': [],
} as const satisfies Partial<Record<WheelName, readonly string[]>>;

type MongoWheel = keyof typeof neededLibraries;

/** The build for this platform; on Linux, the one for the installed OpenSSL. */
export function mongoWheel(platform: Platform, isThere = hasLibrary): { name: MongoWheel; missing: string[] } {
  const lacks = (name: MongoWheel) => ({ name, missing: neededLibraries[name].filter((library) => !isThere(library)) });
  if (platform.startsWith('darwin')) return { name: 'mongo-darwin', missing: [] };
  return isThere('libssl.so.1.1') && !isThere('libssl.so.3') ? lacks('mongo-openssl1') : lacks('mongo-openssl3');
}

const folderOf = (cacheFolder: string, wheel: MongoWheel): string =>
  join(cacheFolder, `mongodb-${wantedWheels[wheel].package}-${wantedWheels[wheel].version}-stripped`);

export const mongoFolder = (cacheFolder: string, platform = thisPlatform()): string =>
  folderOf(cacheFolder, mongoWheel(platform).name);

export function mongodOnMachine(): string | undefined {
  const found = realProgramOnPath('mongod');
  return found && isAtLeast(versionOf(found), oldestVersion) ? found : undefined;
}

/** @returns the path of mongod: the machine's if it is new enough, otherwise the one from the wheel */
export async function installMongo(cacheFolder: string, onProgress: OnProgress = () => {}): Promise<string> {
  const own = mongodOnMachine();
  if (own) return own;
  const platform = thisPlatform();
  const { name } = mongoWheel(platform);
  const folder = folderOf(cacheFolder, name);
  return programFromWheel(
    { pin: pinnedWheel(name, platform), program: 'mongod', folder, finish: stripSymbols },
    onProgress,
  );
}

export interface MongoOptions {
  mongod: string;
  dataFolder: string;
  logFile: string;
  port: number;
  /** With it, the server asks for TLS and credentials. */
  security?: MongoSecurity | undefined;
}

export interface MongoSecurity {
  certificates: Certificates;
  administrator: User;
  /** Shared by the members of the replica set. */
  clusterKey: string;
}

/** Transactions and change streams need a replica set; one member is enough. */
export const mongoUri = (port: number, database: string, user?: User): string =>
  `mongodb://${user ? userInfo(user) : ''}127.0.0.1:${port}/${database}?replicaSet=${replicaSetName}${user ? '&tls=true&authSource=admin' : ''}`;

export async function prepareMongo({ mongod, dataFolder, logFile, port, security }: MongoOptions): Promise<LaunchSpec> {
  mkdirSync(dataFolder, { recursive: true });
  const secured = security ? securityArguments(security, dataFolder) : [];
  const network = ['--port', String(port), '--bind_ip', '127.0.0.1', '--replSet', replicaSetName];
  // Otherwise a primary waits 15 s for another member to take over before it exits.
  const noFarewell = ['--setParameter', 'shutdownTimeoutMillisForSignaledShutdown=100'];
  // A killed process leaves its transaction open, which locks documents; the default is a minute.
  const shortTransactions = ['--setParameter', 'transactionLifetimeLimitSeconds=5'];
  // Otherwise three journal files of 100 MB are preallocated.
  const smallJournal = ['--wiredTigerEngineConfigString', 'log=(file_max=16MB,prealloc=false)'];
  // A slow operation is logged with its values: emails, password hashes. Hiding them (redactClientLogData) is not part of
  // the community edition, so none is logged.
  const noSlowQueries = ['--profile', '0', '--slowOpSampleRate', '0', '--slowms', '2147483647'];
  const cache = ['--wiredTigerCacheSizeGB', '0.25'];
  const settings = ['--nounixsocket', ...cache, ...smallJournal, ...noFarewell, ...shortTransactions, ...noSlowQueries];
  return {
    name: 'mongo',
    command: mongod,
    args: ['--dbpath', dataFolder, ...network, ...settings, ...secured],
    logFile,
    isReady: () =>
      withMember({ address: addressOf(port), usesTls: security !== undefined }, async (admin) =>
        Boolean(await admin.command({ ping: 1 })),
      ),
  };
}

/** Clients need no certificate; the server checks its own when it connects to itself as a member. */
function securityArguments({ certificates, clusterKey }: MongoSecurity, dataFolder: string): string[] {
  const keyFile = join(dataFolder, 'cluster.key');
  writeFileSync(keyFile, clusterKey, { mode: 0o600 });
  const files = ['--tlsCertificateKeyFile', certificates.pairFile, '--tlsCAFile', certificates.caFile];
  return ['--tlsMode', 'requireTLS', ...files, '--tlsAllowConnectionsWithoutCertificates', '--keyFile', keyFile];
}

export interface PrimaryOptions {
  /** The proxy's port if there is a proxy. */
  advertisedPort?: number;
  /** The users to create, if the server asks for credentials. */
  users?: { administrator: User; owners: readonly DatabaseUser[] } | undefined;
}

/** Makes the server the primary of its one-member set, and creates its users. Idempotent. */
export async function ensurePrimary(
  port: number,
  { advertisedPort = port, users }: PrimaryOptions = {},
): Promise<void> {
  const member = { address: addressOf(port), advertisedAddress: addressOf(advertisedPort) };
  if (users) await secureMember({ ...member, administrator: users.administrator, users: users.owners });
  else await initiateReplicaSet(member);
}

const addressOf = (port: number) => `127.0.0.1:${port}`;
