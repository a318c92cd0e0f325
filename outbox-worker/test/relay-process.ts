import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { waitFor } from '@ticketing/common/backoff';
import { findFreePort } from '@ticketing/local/parts';

export interface RelayProcess {
  /** Whether it holds the lease according to its metrics; null while it does not respond. */
  isActive(): Promise<boolean | null>;
  kill(): Promise<void>;
  stop(): Promise<void>;
}

const program = join(import.meta.dirname, '../src/main.ts');

/** Starts a relay in its own process, as in production. Resolves once it is ready. */
export async function startRelayProcess(env: Record<string, string>): Promise<RelayProcess> {
  const port = await findFreePort();
  const { NODE_OPTIONS: _, ...inherited } = process.env;
  const child = spawn(process.execPath, ['--disable-warning=TimeoutNegativeWarning', program], {
    env: { ...inherited, ...env, HOST: '127.0.0.1', PORT: String(port), LOG_LEVEL: 'warn' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const ask = (path: string) => fetch(`http://127.0.0.1:${port}${path}`).catch(() => null);
  const isReady = async () => {
    if (child.exitCode !== null) throw new Error(`the relay ended with code ${child.exitCode}`);
    return (await ask('/readyz'))?.ok ? true : null;
  };
  if (!(await waitFor(isReady, { timeoutMs: 60_000, intervalMs: 100 }))) throw new Error('the relay is not ready');
  return {
    async isActive() {
      const metrics = await (await ask('/metrics'))?.text();
      const [, held] = /^relay_lease_held\{[^}]*\} (\d)$/m.exec(metrics ?? '') ?? [];
      return held === undefined ? null : held === '1';
    },
    kill: () => end(child, 'SIGKILL'),
    stop: () => end(child, 'SIGTERM'),
  };
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill(signal);
  await ended;
}
