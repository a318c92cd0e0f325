import { setTimeout as delay } from 'node:timers/promises';
import { isAlive, type ProcessIdentity } from './identity.ts';

export interface StopOptions {
  /** What asks this program to end in an orderly way. */
  signal?: NodeJS.Signals | undefined;
  /** Milliseconds it gets before it is killed. */
  graceMs?: number | undefined;
}

/**
 * Ends one process: asks, waits, kills. Does nothing when that process is gone already, whoever has its pid now.
 * Idempotent; works for processes that are not our children too.
 * @returns how it ended
 */
export async function stopProcess(
  target: ProcessIdentity,
  { signal = 'SIGTERM', graceMs = 15_000 }: StopOptions = {},
): Promise<'gone' | 'stopped' | 'killed'> {
  if (!isAlive(target)) return 'gone';
  send(target.pid, signal);
  if (await hasEndedWithin(target, graceMs)) return 'stopped';
  // It leads its own process group, so what it started ends with it.
  send(-target.pid, 'SIGKILL');
  send(target.pid, 'SIGKILL');
  await hasEndedWithin(target, 5_000);
  return 'killed';
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

async function hasEndedWithin(target: ProcessIdentity, timeoutMs: number): Promise<boolean> {
  const deadline = Date.now() + timeoutMs;
  while (isAlive(target)) {
    if (Date.now() > deadline) return false;
    await delay(25);
  }
  return true;
}
