import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statfsSync } from 'node:fs';
import { freemem } from 'node:os';
import { dirname } from 'node:path';
import { findOnPath } from '../install/on-path.ts';
import { debeziumFolder } from '../parts/connect.ts';
import { findJava, javaMajor } from '../parts/java.ts';
import { kafkaFolder } from '../parts/kafka.ts';
import { mongodOnMachine, mongoFolder } from '../parts/mongo.ts';
import { packageFolder, postgresOnPath } from '../parts/postgres-install.ts';
import { redisFolder, redisServerOnMachine } from '../parts/redis.ts';
import { registryFolder } from '../parts/registry.ts';
import { isPortFree } from '../ports/free-ports.ts';
import { holderOf } from '../ports/port-holder.ts';

/** What the checks ask of the machine; tests answer in its place. */
export interface Machine {
  platform: NodeJS.Platform;
  nodeVersion: string;
  javaMajor(): number | undefined;
  has(program: string): boolean;
  hasPip(): boolean;
  hasPostgres(): boolean;
  /** Nothing has to be fetched by Maven, or by pip, any more. */
  needsMaven(): boolean;
  needsPip(): boolean;
  availableMemoryBytes(): number;
  freeDiskBytes(): number;
  isPortFree(port: number, host: string): Promise<boolean>;
  holderOf(port: number): string | undefined;
}

export const thisMachine = ({ cache, home }: { cache: string; home: string }): Machine => ({
  platform: process.platform,
  nodeVersion: process.versions.node,
  javaMajor: () => {
    const java = findJava();
    return java ? javaMajor(java) : undefined;
  },
  has: (program) => findOnPath(program) !== undefined,
  hasPip: () => ['python3', 'python'].some((python) => spawnSync(python, ['-m', 'pip', '--version']).status === 0),
  hasPostgres: () => postgresOnPath() !== undefined || packageFolder() !== undefined,
  needsMaven: () => ![kafkaFolder, debeziumFolder, registryFolder].every((folder) => existsSync(folder(cache))),
  needsPip: () =>
    !(existsSync(mongoFolder(cache)) || mongodOnMachine()) ||
    !(existsSync(redisFolder(cache)) || redisServerOnMachine()),
  availableMemoryBytes,
  freeDiskBytes: () => {
    const { bavail, bsize } = statfsSync(existingFolder(home));
    return bavail * bsize;
  },
  isPortFree,
  holderOf,
});

/** What programs can still get, which is more than what is unused: caches give way. */
function availableMemoryBytes(): number {
  try {
    const [, kibibytes] = /^MemAvailable:\s+(\d+) kB/m.exec(readFileSync('/proc/meminfo', 'utf8')) ?? [];
    return kibibytes ? Number(kibibytes) * 1024 : freemem();
  } catch {
    return freemem();
  }
}

const existingFolder = (folder: string): string => (existsSync(folder) ? folder : existingFolder(dirname(folder)));
