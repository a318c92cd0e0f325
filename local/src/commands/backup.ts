import { join, resolve } from 'node:path';
import { BackupRefused } from '../backup/manifest.ts';
import { takeBackup } from '../backup/take-backup.ts';
import type { LocalConfig } from '../config.ts';
import { readEndpoints, trustAuthority } from '../endpoints.ts';
import { tryLock, unlock } from '../files/file-lock.ts';
import { printError, say } from '../ui/print.ts';

const interrupted = 130;

/** Takes a backup of the running stack. SIGINT leaves nothing behind. @returns the exit code */
export async function backup({ folders }: LocalConfig, { to }: { to: string }): Promise<number> {
  const endpoints = readEndpoints(folders.home);
  if (endpoints?.state !== 'ready') {
    printError(
      endpoints ? `the stack is ${endpoints.state}, not ready` : 'nothing is running here; npm start starts everything',
    );
    return 1;
  }
  trustAuthority(endpoints.addresses);
  const lock = join(folders.run, 'backup.lock');
  const owner = tryLock(lock);
  if (owner) {
    printError(`a backup is running (pid ${owner.pid})`);
    return 1;
  }
  const stopping = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stopping.abort());
  try {
    const folder = resolve(to);
    const options = {
      endpoints,
      folders,
      to: folder,
      signal: stopping.signal,
      report: (text: string) => say(`  ${text}`),
    };
    const { takenAt, files, bytes } = await takeBackup(options);
    say(`${folder}: ${files} files, ${(bytes / 1e6).toFixed(1)} MB, as of ${takenAt.toISOString()}.`);
    say('It contains personal data and all keys: encrypt it before it leaves this machine.');
    return 0;
  } catch (error) {
    if (stopping.signal.aborted) {
      printError('interrupted; nothing was left behind');
      return interrupted;
    }
    if (!(error instanceof Error)) throw error;
    printError(error instanceof BackupRefused ? error.message : `the backup failed: ${error.message}`);
    return 1;
  } finally {
    unlock(lock);
  }
}
