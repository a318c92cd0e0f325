import { chmodSync, cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findFreePort } from '../ports/free-ports.ts';
import { type LaunchSpec, launch, waitUntilReady } from '../process/launch.ts';
import { stopProcess } from '../process/stop-process.ts';
import { guard } from './guard.ts';

export interface StandaloneOptions {
  /** A free port by default. */
  port?: number;
  /** A given folder is kept, so that a part can be restarted with its data. By default a temporary folder. */
  dataFolder?: string;
  /** The data of a stopped part of the same kind, to begin with a copy of it. */
  copyOf?: string | undefined;
  /** The folder of installed parts; by default the one of `npm start`. */
  cacheFolder?: string;
  /** Disables Java's optimising compiler, which does not pay off in a short test. True by default. */
  isShortLived?: boolean;
}

export interface StandalonePart {
  port: number;
  pid: number;
  logFile: string;
  /** Stops it and, unless its data folder was given, removes its data. Idempotent. */
  stop(): Promise<void>;
  /** Kills it and leaves its data, for tests of faults. Idempotent. */
  kill(): Promise<void>;
}

export interface Place {
  dataFolder: string;
  logFile: string;
  port: number;
}

/**
 * Starts one part for a test run. It stops when this process exits or is killed.
 * @param initialize prepares the part when it is ready, e.g. creates a database
 */
export async function startStandalone(
  name: string,
  options: StandaloneOptions,
  prepare: (place: Place) => Promise<LaunchSpec>,
  initialize: (place: Place) => Promise<void> = async () => {},
): Promise<StandalonePart> {
  const folder = mkdtempSync(join(tmpdir(), `ticketing-${name}-`));
  // If we are root, PostgreSQL runs as another user, which needs access to its data in here.
  chmodSync(folder, 0o711);
  guard({ folder });
  const place: Place = {
    port: options.port ?? (await findFreePort()),
    dataFolder: options.dataFolder ?? join(folder, 'data'),
    logFile: join(folder, `${name}.log`),
  };
  if (options.copyOf) cpSync(options.copyOf, place.dataFolder, { recursive: true });
  const spec = await prepare(place);
  // Temporary data needs no graceful stop, unless the program holds system resources (stopSignal).
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
    await initialize(place);
  } catch (error) {
    await stop();
    throw error;
  }
  return { port: place.port, pid: running.pid, logFile: place.logFile, stop, kill: () => end('SIGKILL') };
}
