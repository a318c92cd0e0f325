import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { isAlive, type ProcessIdentity } from '../process/identity.ts';
import { stopProcess } from '../process/stop-process.ts';

const PidRecord = z.object({
  name: z.string(),
  layer: z.number(),
  pid: z.number().int().positive(),
  bornAt: z.string(),
  signal: z.string().transform((signal) => signal as NodeJS.Signals),
});

export type PidRecord = z.infer<typeof PidRecord>;

const pidFile = (runFolder: string, name: string) => join(runFolder, `${name}.pid`);

/** Records a process immediately, so that it can be found even if the supervisor is killed. */
export function notePid(runFolder: string, record: PidRecord): void {
  mkdirSync(runFolder, { recursive: true });
  writeFileSync(pidFile(runFolder, record.name), JSON.stringify(record));
}

/** Removes the record of an exited process, but not that of a newer process with the same name. */
export function forgetPid(runFolder: string, { name, pid }: Pick<PidRecord, 'name' | 'pid'>): void {
  if (readRecord(pidFile(runFolder, name))?.pid === pid) rmSync(pidFile(runFolder, name), { force: true });
}

/** The recorded processes that are still alive. */
export function readLivingPids(runFolder: string): PidRecord[] {
  return pidFilesIn(runFolder)
    .map(readRecord)
    .filter((record): record is PidRecord => record !== null && isAlive(record));
}

/**
 * Stops every recorded process that is still alive, dependents first, and removes all records. Cleans up after a killed
 * supervisor.
 * @returns the names of the processes that were still running
 */
export async function sweepPids(runFolder: string, onStopped: (name: string) => void = () => {}): Promise<string[]> {
  const living = readLivingPids(runFolder);
  await stopByLayers(living, async (record) => {
    await stopProcess(record, { signal: record.signal });
    onStopped(record.name);
  });
  for (const file of pidFilesIn(runFolder)) rmSync(file, { force: true });
  return living.map(({ name }) => name);
}

/** Stops a layer when the one above it has stopped, so that dependencies stop after their users. */
export async function stopByLayers<T extends { layer: number }>(
  running: readonly T[],
  stop: (one: T) => Promise<void>,
): Promise<void> {
  const descending = [...new Set(running.map(({ layer }) => layer))].sort((a, b) => b - a);
  for (const layer of descending) {
    await Promise.all(running.filter((one) => one.layer === layer).map(stop));
  }
}

export const toPidRecord = (
  name: string,
  layer: number,
  identity: ProcessIdentity,
  signal: NodeJS.Signals,
): PidRecord => ({
  name,
  layer,
  pid: identity.pid,
  bornAt: identity.bornAt,
  signal,
});

function pidFilesIn(runFolder: string): string[] {
  try {
    return readdirSync(runFolder)
      .filter((entry) => entry.endsWith('.pid'))
      .map((entry) => join(runFolder, entry));
  } catch {
    return [];
  }
}

function readRecord(file: string): PidRecord | null {
  try {
    return PidRecord.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
}
