import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { waitFor } from '@ticketing/common/backoff';
import { nodeFlags } from '@ticketing/local/node-flags';
import { findFreePort } from '@ticketing/local/parts';

export interface Child {
  pid: number;
  url: string;
  /** Stops it gracefully. Idempotent. */
  stop(): Promise<void>;
  /** Kills it (SIGKILL). */
  kill(): Promise<void>;
}

const root = join(import.meta.dirname, '../../..');
const readyWithinMs = 60_000;

/**
 * Starts a server of the checkout in its own process, on a free port. Resolves once it is ready.
 * @param program path below the root of the checkout
 */
export async function startChild(program: string, env: Record<string, string>): Promise<Child> {
  const port = await findFreePort();
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(process.execPath, [...nodeFlags, join(root, program)], {
    env: { ...process.env, ...env, HOST: '127.0.0.1', PORT: String(port), LOG_LEVEL: 'warn' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  // Also when the benchmark is interrupted.
  const killOnExit = () => child.kill('SIGKILL');
  process.once('exit', killOnExit);
  const hasExited = () => child.exitCode !== null || child.signalCode !== null;
  const end = async (signal: NodeJS.Signals) => {
    process.removeListener('exit', killOnExit);
    if (hasExited()) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  };
  const isReady = async () => {
    if (hasExited()) throw new Error(`${program} exited with ${child.exitCode ?? child.signalCode}`);
    const answer = await fetch(`${url}/readyz`).catch(() => null);
    return answer?.ok ? true : null;
  };
  if (!(await waitFor(isReady, { timeoutMs: readyWithinMs }))) {
    await end('SIGKILL');
    throw new Error(`${program} is not ready`);
  }
  return { pid: child.pid as number, url, stop: () => end('SIGTERM'), kill: () => end('SIGKILL') };
}
