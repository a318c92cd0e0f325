import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { identify, isAlive, type ProcessIdentity } from '../process/identity.ts';

/**
 * Takes the lock file for this process, or returns its owner. The lock of a dead owner is taken over, so a killed owner
 * leaves nothing to clean up.
 * @returns null when this process holds the lock, otherwise the living owner
 */
export function tryLock(file: string): ProcessIdentity | null {
  mkdirSync(dirname(file), { recursive: true });
  for (;;) {
    try {
      writeFileSync(file, JSON.stringify(identify(process.pid)), { flag: 'wx' });
      return null;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const owner = lockOwner(file);
    if (owner) return owner;
    rmSync(file, { force: true });
  }
}

export const unlock = (file: string): void => rmSync(file, { force: true });

/** Runs `work` while no other process on this machine holds the lock file. @param onWait called once per holder */
export async function withFileLock<T>(
  file: string,
  work: () => Promise<T>,
  onWait?: (pid: number) => void,
): Promise<T> {
  let told: number | undefined;
  for (let owner = tryLock(file); owner !== null; owner = tryLock(file)) {
    if (owner.pid !== told) onWait?.(owner.pid);
    told = owner.pid;
    await delay(200);
  }
  try {
    return await work();
  } finally {
    unlock(file);
  }
}

/** @returns the living owner of the lock, or null when it is free */
export function lockOwner(file: string): ProcessIdentity | null {
  try {
    const owner = JSON.parse(readFileSync(file, 'utf8')) as ProcessIdentity;
    return isAlive(owner) ? owner : null;
  } catch {
    return null;
  }
}
