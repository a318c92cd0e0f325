import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { PartFailed } from '../../process/part-failed.ts';
import { sha256Of, verify } from '../checksum.ts';
import type { OnProgress } from '../install-once.ts';
import { linkFile } from '../link.ts';
import { findOnPath } from '../on-path.ts';
import type { JarPin } from '../pins.ts';
import { fromFirst } from './first-source.ts';
import { type Access, download, exists, withoutCredentials } from './http.ts';
import { coordinateOf, copyWithMaven } from './maven-client.ts';
import { type MavenSettings, readMavenSettings } from './maven-settings.ts';

const remedy =
  'check the network, or name a repository that has it as a mirror in ~/.m2/settings.xml, or install Maven';
const concurrency = 6;

/** A place that may have the files. */
interface Place {
  name: string;
  /** @throws Error when a file is missing */
  check(pins: readonly JarPin[]): Promise<void>;
  fetch(pins: readonly JarPin[], folder: string, onProgress: OnProgress): Promise<void>;
}

/**
 * Downloads files from the repositories that this machine's Maven uses. Files in Maven's local repository are not
 * downloaded again.
 * @param folder receives all files, under their own names
 * @throws WrongChecksum; PartFailed with the reason of every place
 */
export async function fetchJars(
  pins: readonly JarPin[],
  folder: string,
  onProgress: OnProgress,
  settings = readMavenSettings(),
): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const missing: JarPin[] = [];
  for (const pin of pins) if (!(await takeLocal(pin, folder, settings))) missing.push(pin);
  if (missing.length === 0) return;
  const places = placesOf(settings).map(({ name, fetch }) => ({
    name,
    get: async () => {
      await fetch(missing, folder, onProgress);
      for (const { path, sha256 } of missing)
        await verify(join(folder, basename(path)), { name: basename(path), from: name, sha256 });
    },
  }));
  await fromFirst(`${missing.length} jars`, places, remedy);
}

/** @returns the name of the place that has all of them. @throws like fetchJars */
export const locateJars = (pins: readonly JarPin[], settings = readMavenSettings()): Promise<string> =>
  fromFirst(
    `${pins.length} jars`,
    placesOf(settings).map(({ name, check }) => ({ name, get: () => check(pins).then(() => name) })),
    remedy,
  );

/** Ignores a file with another checksum. */
async function takeLocal({ path, sha256 }: JarPin, folder: string, { localRepository }: MavenSettings) {
  const file = join(localRepository, path);
  if (!existsSync(file) || (await sha256Of(file)) !== sha256) return false;
  linkFile(file, join(folder, basename(path)));
  return true;
}

/**
 * The repository that Maven uses; then Maven itself, which may be able to do more. Maven takes minutes for files that
 * take seconds from the repository: it also reads the description of each file and of its parents, one after another.
 */
function placesOf(settings: MavenSettings): Place[] {
  const { url, access } = settings.repository;
  const maven = findOnPath('mvn');
  return [webRepository(url, access), ...(maven ? [mavenClient(maven, settings)] : [])];
}

function webRepository(url: URL, access: Access): Place {
  const atOnce = (pins: readonly JarPin[], work: (pin: JarPin, address: URL) => Promise<void>) =>
    forEachConcurrently(pins, (pin) => work(pin, new URL(pin.path, url)));
  return {
    name: withoutCredentials(url),
    check: (pins) =>
      atOnce(pins, async ({ path }, address) => {
        if (!(await exists(address, access))) throw new PartFailed(basename(path), 'does not exist');
      }),
    fetch: async (pins, folder, onProgress) => {
      let files = 0;
      await atOnce(pins, async ({ path }, address) => {
        const single = pins.length === 1 ? onProgress : undefined;
        await download(address, join(folder, basename(path)), access, single);
        files += 1;
        if (pins.length > 1) onProgress(`${files} of ${pins.length} files downloaded`);
      });
    },
  };
}

/** Runs the work for a few items at a time; rejects with the first failure. */
async function forEachConcurrently<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const left = items.values();
  await Promise.all(
    Array.from({ length: concurrency }, async () => {
      for (const item of left) await work(item);
    }),
  );
}

/** Maven downloads into its local repository; the files are then taken from there. */
function mavenClient(maven: string, settings: MavenSettings): Place {
  const resolve = async (pins: readonly JarPin[], folder: string, onProgress?: OnProgress) => {
    const workFolder = join(folder, 'maven');
    const output = join(workFolder, 'files');
    const coordinates = pins.map(({ path }) => coordinateOf(path));
    const lockFile = join(dirname(settings.localRepository), 'ticketing.lock');
    await copyWithMaven(coordinates, { isWhole: true }, output, { maven, workFolder, lockFile, onProgress });
    for (const pin of pins)
      if (!(await takeLocal(pin, folder, settings)))
        renameSync(join(output, pin.path), join(folder, basename(pin.path)));
    rmSync(workFolder, { recursive: true });
  };
  return {
    name: maven,
    check: async (pins) => {
      const folder = mkdtempSync(join(tmpdir(), 'ticketing-maven-'));
      await resolve(pins, folder).finally(() => rmSync(folder, { recursive: true, force: true }));
    },
    fetch: resolve,
  };
}
