import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { withFileLock } from '../files/file-lock.ts';

/** Hears what an installation is doing, in a few words. */
export type OnProgress = (text: string) => void;

/**
 * Fills `folder` once. The work happens under another name and the folder appears complete or not at all, so an
 * interrupted installation is never taken for a finished one; two processes that want the same folder take turns.
 */
export async function installOnce(
  folder: string,
  fill: (draft: string) => Promise<void>,
  onProgress: OnProgress,
): Promise<string> {
  if (existsSync(folder)) return folder;
  return withFileLock(
    `${folder}.lock`,
    async () => {
      if (existsSync(folder)) return folder;
      removeDraftsOf(folder);
      const draft = `${folder}.draft-${process.pid}`;
      mkdirSync(draft, { recursive: true });
      await fill(draft);
      renameSync(draft, folder);
      return folder;
    },
    (pid) => onProgress(pid === process.pid ? 'waiting for it' : `process ${pid} is installing it`),
  );
}

/** What interrupted attempts left; nobody else works on it while we hold the lock. */
function removeDraftsOf(folder: string): void {
  const parent = dirname(folder);
  for (const entry of readdirSync(parent)) {
    if (entry.startsWith(`${basename(folder)}.draft-`)) rmSync(join(parent, entry), { recursive: true, force: true });
  }
}
