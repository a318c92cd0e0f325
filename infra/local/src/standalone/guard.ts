import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { ProcessIdentity } from '../process/identity.ts';

export type GuardOrder =
  | { process: ProcessIdentity & { signal: NodeJS.Signals } }
  | { folder: string }
  | { released: number };

let watchdog: ChildProcess | undefined;

/** Tells this process's watchdog what must not outlive it. The first order starts the watchdog. */
export function guard(order: GuardOrder): void {
  watchdog ??= startWatchdog();
  watchdog.stdin?.write(`${JSON.stringify(order)}\n`);
}

function startWatchdog(): ChildProcess {
  const program = fileURLToPath(new URL('./watchdog.ts', import.meta.url));
  const child = spawn(process.execPath, [program], {
    detached: true,
    stdio: ['pipe', 'ignore', 'inherit'],
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  // It must not keep us alive: our end is what it waits for.
  child.unref();
  (child.stdin as unknown as { unref?(): void } | null)?.unref?.();
  child.stdin?.on('error', () => {});
  return child;
}
