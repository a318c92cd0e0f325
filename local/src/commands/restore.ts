import { copyFileSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { BackupRefused, readBackup } from '../backup/manifest.ts';
import { assertEmptyHome, isUnfinished, markFinished, markUnfinished } from '../backup/restore-marker.ts';
import type { LocalConfig } from '../config.ts';
import { writeJson } from '../files/write-atomically.ts';
import { secretsFile } from '../secrets.ts';
import { runningSupervisor } from '../supervisor/lock.ts';
import { printError, say } from '../ui/print.ts';
import { reconcile } from './reconcile.ts';
import { start } from './start.ts';
import { stop } from './stop.ts';

const interrupted = 130;

/**
 * Starts an empty stack with the content of a backup, publishes what its outboxes have and its topics lack, and leaves it
 * running. After a failure the home can't be started until it is reset.
 * @returns the exit code
 */
export async function restore(config: LocalConfig, { from }: { from: string }): Promise<number> {
  const folder = resolve(from);
  const isStopping = stopOnSignal(config);
  try {
    if (runningSupervisor(config.folders)) throw new BackupRefused('the stack of this folder is running');
    assertEmptyHome(config.folders);
    say(`verifying ${folder}`);
    const { takenAt } = await readBackup(folder);
    prepareHome(config, folder);
    const code = await start({ ...config, restoresFrom: folder, seeds: false }, { detach: true });
    if (isStopping()) return interrupted;
    if (code !== 0) {
      printError('the restore failed; npm run reset -- --keep-stripe deletes what it left');
      return code;
    }
    markFinished(config.folders);
    say('publishing what the outboxes have and the topics lack');
    const reconciled = await reconcile(config, [], { dryRun: false, json: false });
    if (reconciled === 0)
      say(`The state of ${takenAt} is restored. Next: docs/runbooks/backup-and-restore.md, "Afterwards".`);
    return reconciled;
  } catch (error) {
    if (!(error instanceof BackupRefused)) throw error;
    printError(error.message);
    return 1;
  }
}

/** The keys first: the databases are created with their passwords, and hold what only these keys open. */
function prepareHome({ folders }: LocalConfig, from: string): void {
  mkdirSync(folders.data, { recursive: true });
  markUnfinished(folders, from);
  copyFileSync(join(from, 'secrets.json'), secretsFile(folders));
  // The next start must not add demo data.
  writeJson(join(folders.data, 'seeded.json'), { restoredFrom: from });
}

/** Ctrl-C stops what has been started; the marker says that the home is incomplete. */
function stopOnSignal(config: LocalConfig): () => boolean {
  let isStopping = false;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => {
      if (isStopping || !isUnfinished(config.folders)) return;
      isStopping = true;
      printError('interrupted; npm run reset -- --keep-stripe deletes what the restore left');
      void stop(config).then(() => process.exit(interrupted));
    });
  return () => isStopping;
}
