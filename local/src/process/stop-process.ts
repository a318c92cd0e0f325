import { waitFor } from '@ticketing/common/backoff';
import { isAlive, type ProcessIdentity } from './identity.ts';

export interface StopOptions {
  /** The signal for a graceful stop. */
  signal?: NodeJS.Signals | undefined;
  /** Milliseconds until it is killed. */
  graceMs?: number | undefined;
}

/**
 * Stops one process: sends a signal, waits, then kills it. Does nothing when that process has exited, even if its pid was
 * reused. Idempotent; also works for processes that are not our children.
 * @returns how it stopped
 */
export async function stopProcess(
  target: ProcessIdentity,
  { signal = 'SIGTERM', graceMs = 15_000 }: StopOptions = {},
): Promise<'gone' | 'stopped' | 'killed'> {
  if (!isAlive(target)) return 'gone';
  send(target.pid, signal);
  if (await hasExitedWithin(target, graceMs)) return 'stopped';
  // It leads its own process group, so this kills its children too.
  send(-target.pid, 'SIGKILL');
  send(target.pid, 'SIGKILL');
  await hasExitedWithin(target, 5_000);
  return 'killed';
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

const hasExitedWithin = async (target: ProcessIdentity, timeoutMs: number): Promise<boolean> =>
  (await waitFor(async () => (isAlive(target) ? null : true), { timeoutMs })) !== null;
