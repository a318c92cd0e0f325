import { mkdirSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { OnProgress } from './install-once.ts';
import { pinnedJars } from './pins.ts';
import { fetchJars } from './sources/jars.ts';
import { unpackTar } from './unpack.ts';
import type { wantedJars } from './wanted.ts';

/** Unpacks the archives of that name. @param wants selects files by their names in the archive */
export async function unpackArchive(
  name: keyof typeof wantedJars,
  folder: string,
  onProgress: OnProgress,
  wants?: (file: string) => boolean,
): Promise<void> {
  const archives = pinnedJars(name);
  const download = join(folder, 'download');
  mkdirSync(download, { recursive: true });
  await fetchJars(archives, download, onProgress);
  onProgress('unpacking');
  for (const { path } of archives) await unpackTar(join(download, basename(path)), folder, wants);
  rmSync(download, { recursive: true });
}
