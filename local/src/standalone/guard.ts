import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { ProcessIdentity } from '../process/identity.ts';

export type GuardCommand =
  | { process: ProcessIdentity & { signal: NodeJS.Signals } }
  | { folder: string }
  | { released: number };

let watchdog: ChildProcess | undefined;

/** Tells this process's watchdog what to clean up after this process exits. The first command starts the watchdog. */
export function guard(command: GuardCommand): void {
  watchdog ??= startWatchdog();
  watchdog.stdin?.write(`${JSON.stringify(command)}\n`);
}

function startWatchdog(): ChildProcess {
  const program = fileURLToPath(new URL('./watchdog.ts', import.meta.url));
  const child = spawn(process.execPath, [program], {
    detached: true,
    stdio: ['pipe', 'ignore', 'inherit'],
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  // It must not keep this process alive: it waits for this process to exit.
  child.unref();
  (child.stdin as unknown as { unref?(): void } | null)?.unref?.();
  child.stdin?.on('error', () => {});
  return child;
}
