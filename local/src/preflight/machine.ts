import { existsSync, readFileSync, statfsSync } from 'node:fs';
import { freemem } from 'node:os';
import { dirname } from 'node:path';
import { findOnPath, versionOf } from '../install/on-path.ts';
import { platformOf } from '../install/platform.ts';
import { isPortFree } from '../ports/free-ports.ts';
import { holderOf } from '../ports/port-holder.ts';
import { type Artifact, locate, missingPackages, type PartState, partsHere, systemProblem } from './part-states.ts';

/** What the checks read from the machine; tests replace it. */
export interface Machine {
  system: string;
  systemProblem(): { finding: string; remedy: string } | undefined;
  nodeVersion: string;
  parts(): PartState[];
  /** npm packages of this platform that are not installed. */
  missingPackages(): string[];
  /** @returns the source that has the artifact. @throws Error with the reason when none does */
  locate(artifact: Artifact): Promise<string>;
  /** The program's version; undefined when it can't be run. */
  versionOf(program: string, args: readonly string[]): string | undefined;
  has(program: string): boolean;
  availableMemoryBytes(): number;
  freeDiskBytes(): number;
  isPortFree(port: number, host: string): Promise<boolean>;
  holderOf(port: number): string | undefined;
}

export const thisMachine = ({ cache, home }: { cache: string; home: string }): Machine => {
  const platform = platformOf();
  return {
    system: platform ?? `${process.platform}-${process.arch}`,
    systemProblem,
    nodeVersion: process.versions.node,
    parts: () => (platform ? partsHere(platform, cache) : []),
    missingPackages: () => (platform ? missingPackages(platform) : []),
    locate,
    versionOf,
    has: (program) => findOnPath(program) !== undefined,
    availableMemoryBytes,
    freeDiskBytes: () => {
      const { bavail, bsize } = statfsSync(existingFolder(home));
      return bavail * bsize;
    },
    isPortFree,
    holderOf,
  };
};

/** Memory available to programs, which includes reclaimable caches. */
function availableMemoryBytes(): number {
  try {
    const [, kibibytes] = /^MemAvailable:\s+(\d+) kB/m.exec(readFileSync('/proc/meminfo', 'utf8')) ?? [];
    return kibibytes ? Number(kibibytes) * 1024 : freemem();
  } catch {
    return freemem();
  }
}

const existingFolder = (folder: string): string => (existsSync(folder) ? folder : existingFolder(dirname(folder)));
