import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rm, stat, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { decodeLine } from './journal-line.ts';
import type { Change } from './tables.ts';

/**
 * A ledger on disk is the newest `snapshot-<n>` and every `journal-<m>` with m ≥ n, in that order. Snapshots are
 * created by rename, so an existing one is complete.
 */
export const snapshotPath = (dir: string, generation: number): string => join(dir, `snapshot-${pad(generation)}.jsonl`);
export const journalPath = (dir: string, generation: number): string => join(dir, `journal-${pad(generation)}.jsonl`);

const pad = (generation: number): string => String(generation).padStart(8, '0');
const fileName = /^(snapshot|journal)-(\d{8})\.jsonl$/;

interface LedgerFiles {
  snapshot: number | null;
  journals: number[];
}

export async function findLedgerFiles(dir: string): Promise<LedgerFiles> {
  await mkdir(dir, { recursive: true });
  const found = (await readdir(dir)).flatMap((name) => {
    const match = fileName.exec(name);
    return match ? [{ kind: match[1], generation: Number(match[2]) }] : [];
  });
  const snapshots = found.filter(({ kind }) => kind === 'snapshot').map(({ generation }) => generation);
  const snapshot = snapshots.length > 0 ? Math.max(...snapshots) : null;
  const journals = found
    .filter(({ kind, generation }) => kind === 'journal' && generation >= (snapshot ?? 0))
    .map(({ generation }) => generation)
    .sort((a, b) => a - b);
  return { snapshot, journals };
}

/** Removes files older than `generation`, which its snapshot includes. */
export async function removeOlderFiles(dir: string, generation: number): Promise<void> {
  for (const name of await readdir(dir)) {
    const match = fileName.exec(name);
    if (name.endsWith('.tmp') || (match && Number(match[2]) < generation)) await rm(join(dir, name));
  }
}

/** Returns the size of a file, 0 if it does not exist. */
export const sizeOf = async (path: string): Promise<number> => {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 0;
    throw error;
  }
};

/**
 * Reads a file's changes. Truncates a torn end: the process crashed while writing, and no response was sent.
 * @throws Error when a line before the last one is damaged: acknowledged changes would be lost silently
 */
export async function readChanges(path: string, onChanges: (changes: Change[]) => void): Promise<void> {
  let goodBytes = 0;
  let damagedAt: number | undefined;
  for await (const { line, endsAt, isTerminated } of linesOf(path)) {
    const decoded = isTerminated ? decodeLine(line) : undefined;
    if (damagedAt !== undefined) throw new Error(`${path} is damaged at byte ${damagedAt}`);
    if (decoded) {
      onChanges(decoded.value as Change[]);
      goodBytes = endsAt;
    } else {
      damagedAt = goodBytes;
    }
  }
  if (damagedAt !== undefined) await truncate(path, goodBytes);
}

interface Line {
  line: string;
  endsAt: number;
  isTerminated: boolean;
}

async function* linesOf(path: string): AsyncGenerator<Line> {
  let rest = Buffer.alloc(0);
  let offset = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
    rest = Buffer.concat([rest, chunk as Buffer]);
    let start = 0;
    for (let end = rest.indexOf(0x0a); end >= 0; end = rest.indexOf(0x0a, start)) {
      yield { line: rest.toString('utf8', start, end), endsAt: offset + end + 1, isTerminated: true };
      start = end + 1;
    }
    offset += start;
    rest = rest.subarray(start);
  }
  if (rest.length > 0) yield { line: rest.toString('utf8'), endsAt: offset + rest.length, isTerminated: false };
}

/** A new or renamed file is durable only once its directory is. */
export async function syncDirectory(dir: string): Promise<void> {
  const handle = await open(dir, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
