import { open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { encodeLine } from './journal-line.ts';
import { syncDirectory } from './ledger-files.ts';
import type { Change } from './tables.ts';

const rowsPerWrite = 500;

/** Writes the rows to a temporary file and renames it. Yields between writes, so that requests are served meanwhile. */
export async function writeSnapshot(path: string, rows: Change[]): Promise<void> {
  const file = await open(`${path}.tmp`, 'w');
  try {
    for (let from = 0; from < rows.length; from += rowsPerWrite) {
      const lines = rows.slice(from, from + rowsPerWrite).map((row) => encodeLine([row]));
      await file.appendFile(lines.join(''));
    }
    await file.datasync();
  } finally {
    await file.close();
  }
  await rename(`${path}.tmp`, path);
  await syncDirectory(dirname(path));
}
