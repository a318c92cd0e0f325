import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { withFileLock } from '../files/file-lock.ts';

/** Receives an installation's progress in a few words. */
export type OnProgress = (text: string) => void;

/**
 * Fills `folder` once. The work happens under another name, so the folder appears complete or not at all and an
 * interrupted installation is never treated as complete. Two processes that install the same folder take turns.
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
    (pid) => onProgress(pid === process.pid ? 'waiting for another installation' : `process ${pid} is installing it`),
  );
}

/** Removes what interrupted attempts left. Requires the lock. */
function removeDraftsOf(folder: string): void {
  const parent = dirname(folder);
  for (const entry of readdirSync(parent)) {
    if (entry.startsWith(`${basename(folder)}.draft-`)) rmSync(join(parent, entry), { recursive: true, force: true });
  }
}
