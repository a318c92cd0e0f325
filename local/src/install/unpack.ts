import { createWriteStream, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { x as untar } from 'tar';
import { openPromise } from 'yauzl';

const fileTypes = 0o170000;
const regularFile = 0o100000;

/**
 * Unpacks files of a zip archive, with their permissions. yauzl rejects names that lead out of the folder. Links are not
 * created.
 * @param wants selects files by their names in the archive
 * @returns the number of unpacked files
 */
export async function unzip(archive: string, folder: string, wants = (_name: string) => true): Promise<number> {
  const zip = await openPromise(archive);
  let files = 0;
  for await (const entry of zip.eachEntry()) {
    const mode = entry.externalFileAttributes >>> 16;
    const isRegular = (mode & fileTypes) === 0 || (mode & fileTypes) === regularFile;
    if (entry.fileName.endsWith('/') || !isRegular || !wants(entry.fileName)) continue;
    const file = join(folder, entry.fileName);
    mkdirSync(dirname(file), { recursive: true });
    const content = await zip.openReadStreamPromise(entry);
    await pipeline(content, createWriteStream(file, { mode: (mode & 0o777) | 0o600 }));
    files += 1;
  }
  return files;
}

/** Unpacks files of a .tar.gz. @param wants selects files by their names in the archive */
export async function unpackTar(archive: string, folder: string, wants = (_name: string) => true): Promise<void> {
  mkdirSync(folder, { recursive: true });
  await untar({ file: archive, cwd: folder, filter: (name) => wants(name) });
}
