import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { findOnPath } from '../install/on-path.ts';

export const minimumJavaMajor = 17;

/** The Java of JAVA_HOME, else the one on the PATH. */
export function findJava(javaHome = process.env.JAVA_HOME): string | undefined {
  const ofHome = javaHome && join(javaHome, 'bin', 'java');
  return ofHome && existsSync(ofHome) ? ofHome : findOnPath('java');
}

/** @returns 17 for "17.0.15" and 8 for "1.8.0_402"; undefined when it can't be run */
export function javaMajor(java: string): number | undefined {
  const { stderr, stdout } = spawnSync(java, ['-version'], { encoding: 'utf8', timeout: 20_000 });
  const [, major, minor] = /version "(\d+)(?:\.(\d+))?/.exec(`${stderr}${stdout}`) ?? [];
  if (major === undefined) return undefined;
  return Number(major) === 1 ? Number(minor) : Number(major);
}

export interface JavaProgram {
  heapMiB: number;
  classPath?: readonly string[];
  settings?: Readonly<Record<string, string>>;
  /** The main class, or -jar and the file; then the program's own arguments. */
  program: readonly string[];
  isShortLived?: boolean | undefined;
}

/**
 * Arguments for a small footprint on a laptop: the serial collector and a bounded heap. A short-lived program, such as a
 * developer's broker, is not worth the optimising compiler: without it a purchase costs 179 ms of CPU instead of 207 (20 per
 * second, two cores), and the stack starts sooner.
 */
export const javaArguments = ({ heapMiB, classPath, settings, program, isShortLived }: JavaProgram): string[] => [
  `-Xms${Math.min(heapMiB, 64)}m`,
  `-Xmx${heapMiB}m`,
  '-XX:+UseSerialGC',
  '-XX:+ExitOnOutOfMemoryError',
  '-Djava.awt.headless=true',
  '-Djava.net.preferIPv4Stack=true',
  ...(isShortLived ? ['-XX:TieredStopAtLevel=1'] : []),
  ...Object.entries(settings ?? {}).map(([name, value]) => `-D${name}=${value}`),
  ...(classPath ? ['-cp', classPath.join(':')] : []),
  ...program,
];
