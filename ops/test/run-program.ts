import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { waitFor } from '@ticketing/common/backoff';

const root = join(import.meta.dirname, '../..');

export interface RunningProgram {
  url: string;
  /** Its log output. */
  log(): string;
  /** Sends SIGTERM and waits for the exit. @returns the exit code */
  stop(): Promise<number | null>;
  /** Sends SIGKILL. */
  kill(): Promise<void>;
}

/**
 * Runs a service in its own process, as in production, and waits until it is ready.
 * @throws with its log when it does not become ready
 */
export async function runProgram(
  program: string,
  port: number,
  env: NodeJS.ProcessEnv,
  readyPath = '/readyz',
): Promise<RunningProgram> {
  const child = spawn(process.execPath, ['--disable-warning=TimeoutNegativeWarning', join(root, program)], {
    env: { ...process.env, NODE_OPTIONS: '', HOST: '127.0.0.1', PORT: String(port), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => output.push(chunk.toString()));
  const ended = once(child, 'exit');
  const end = async (signal: NodeJS.Signals) => {
    if (hasEnded(child)) return;
    child.kill(signal);
    await ended;
  };
  const url = `http://127.0.0.1:${port}`;
  const isReady = async () => {
    if (hasEnded(child)) throw new Error(`${program} ended: ${output.join('')}`);
    return fetch(`${url}${readyPath}`).then(
      ({ ok }) => ok || null,
      () => null,
    );
  };
  if (!(await waitFor(isReady, { timeoutMs: 60_000, intervalMs: 100 }))) {
    await end('SIGKILL');
    throw new Error(`${program} was not ready in time: ${output.join('')}`);
  }
  return {
    url,
    log: () => output.join(''),
    stop: async () => {
      await end('SIGTERM');
      return child.exitCode;
    },
    kill: () => end('SIGKILL'),
  };
}

const hasEnded = ({ exitCode, signalCode }: ChildProcess): boolean => exitCode !== null || signalCode !== null;
