import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { promisify } from 'node:util';

export const root = join(import.meta.dirname, '../../..');
export const namespace = 'ticketing';

const execute = promisify(execFile);

/** @returns its output. @throws when it exits with a code other than 0 */
export async function kubectl(...args: string[]): Promise<string> {
  const { stdout } = await execute('kubectl', ['--namespace', namespace, ...args], { maxBuffer: 64 * 1024 * 1024 });
  return stdout.trim();
}

export const namesOf = async (...what: string[]): Promise<string[]> =>
  (await kubectl('get', ...what, '--output', 'name')).split('\n').filter(Boolean);

/** Runs a program and shows its output. @throws when it exits with a code other than 0 */
export async function run(program: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<void> {
  const child = spawn(program, args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...env },
  });
  const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
  if (code !== 0) throw new Error(`${program} ${args.slice(0, 2).join(' ')} exited with ${code ?? signal}`);
}

/** Waits until all pods of every Deployment and StatefulSet are ready. @throws on timeout */
export async function waitUntilReady(timeoutSeconds: number): Promise<void> {
  for (const name of await namesOf('deployments,statefulsets'))
    await kubectl('rollout', 'status', name, `--timeout=${timeoutSeconds}s`);
}
