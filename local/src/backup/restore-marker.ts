import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Folders } from '../config.ts';
import { writeJson } from '../files/write-atomically.ts';
import { BackupRefused } from './manifest.ts';

/** The ledger of the sandbox, which stands for Stripe: it is neither backed up nor restored. */
export const outsideWorld = 'stripe';

const markerFile = ({ data }: Pick<Folders, 'data'>): string => join(data, 'restore-unfinished.json');

/** Whether a restore has begun in this home and not ended: some of its stores are incomplete. */
export const isUnfinished = (folders: Pick<Folders, 'data'>): boolean => existsSync(markerFile(folders));

export const markUnfinished = (folders: Pick<Folders, 'data'>, from: string): void =>
  writeJson(markerFile(folders), { from, begunAt: new Date().toISOString() });

export const markFinished = (folders: Pick<Folders, 'data'>): void => rmSync(markerFile(folders), { force: true });

/** @throws BackupRefused when the home has data besides the sandbox's ledger */
export function assertEmptyHome({ data }: Pick<Folders, 'data'>): void {
  const found = existsSync(data) ? readdirSync(data).filter((name) => name !== outsideWorld) : [];
  if (found.length > 0)
    throw new BackupRefused(
      `${data} is not empty (${found.join(', ')}): a backup is restored into an empty stack only. npm run reset -- --keep-stripe deletes the data`,
    );
}
