import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { nodeFlags } from '@ticketing/local/node-flags';
import type { Stage } from '../fault.ts';

const root = join(import.meta.dirname, '../../../..');

export interface OwnProgram {
  kill(): Promise<void>;
  /** Drains and waits for the end. */
  stop(): Promise<void>;
}

/**
 * Starts a program of this repository beside the system, with the system's broker and registry. The caller must stop it.
 * @param path from the root
 */
export function spawnProgram(
  { addresses, home }: Stage,
  path: string,
  name: string,
  env: NodeJS.ProcessEnv,
): OwnProgram {
  const log = openSync(join(home, 'logs', `${name}.log`), 'a');
  const child: ChildProcess = spawn(process.execPath, [...nodeFlags, join(root, path)], {
    stdio: ['ignore', log, log],
    env: {
      ...process.env,
      ...{ HOST: '127.0.0.1', PORT: '0' },
      KAFKA_BROKERS: addresses.brokers.join(','),
      SCHEMA_REGISTRY_URL: addresses.registry,
      ...env,
    },
  });
  closeSync(log);
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill(signal);
    await once(child, 'exit');
  };
  return { kill: () => end('SIGKILL'), stop: () => end('SIGTERM') };
}
