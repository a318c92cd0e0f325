import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findFreePort } from '../ports/free-ports.ts';
import { type LaunchSpec, launch, waitUntilReady } from '../process/launch.ts';
import { stopProcess } from '../process/stop-process.ts';
import { guard } from './guard.ts';

export interface StandaloneOptions {
  /** A free one is taken when not given. */
  port?: number;
  /** Kept when given, so that a part can be started again on its data; else a temporary one, removed at the end. */
  dataFolder?: string;
  /** Where installed parts are; by default where `npm start` has them. */
  cacheFolder?: string;
  /** Whether a Java program does without the optimising compiler, which a test is too short for. True when not given. */
  isShortLived?: boolean;
}

export interface StandalonePart {
  port: number;
  pid: number;
  logFile: string;
  /** Ends it and, unless its data folder was given, removes its data. Idempotent. */
  stop(): Promise<void>;
  /** Kills it without notice and leaves its data, for tests of faults. Idempotent. */
  kill(): Promise<void>;
}

export interface Place {
  dataFolder: string;
  logFile: string;
  port: number;
}

/**
 * Starts one part for a test run. It ends with this process at the latest, even when that is killed.
 * @param settle brings a part that answers into its first state, e.g. creates a database
 */
export async function startStandalone(
  name: string,
  options: StandaloneOptions,
  prepare: (place: Place) => Promise<LaunchSpec>,
  settle: (place: Place) => Promise<void> = async () => {},
): Promise<StandalonePart> {
  const folder = mkdtempSync(join(tmpdir(), `ticketing-${name}-`));
  // PostgreSQL's own user, when we are root, must get to its data in here.
  chmodSync(folder, 0o711);
  guard({ folder });
  const place: Place = {
    port: options.port ?? (await findFreePort()),
    dataFolder: options.dataFolder ?? join(folder, 'data'),
    logFile: join(folder, `${name}.log`),
  };
  const spec = await prepare(place);
  // Temporary data need no orderly end, except where the program holds something of the system (stopSignal).
  const signal = spec.stopSignal ?? (options.dataFolder ? 'SIGTERM' : 'SIGKILL');
  const running = await launch(spec, (identity) => guard({ process: { ...identity, signal } }));
  const end = async (withSignal: NodeJS.Signals) => {
    await stopProcess(running, { signal: withSignal });
    guard({ released: running.pid });
  };
  const stop = async () => {
    await end(signal);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await waitUntilReady(running, spec);
    await settle(place);
  } catch (error) {
    await stop();
    throw error;
  }
  return { port: place.port, pid: running.pid, logFile: place.logFile, stop, kill: () => end('SIGKILL') };
}
