import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { PartFailed } from '../../process/part-failed.ts';
import { sha256Of, verify } from '../checksum.ts';
import type { OnProgress } from '../install-once.ts';
import { linkFile } from '../link.ts';
import { findOnPath } from '../on-path.ts';
import type { JarPin } from '../pins.ts';
import { defaultMavenRepository } from './default-registries.ts';
import { fromFirst } from './first-source.ts';
import { type Access, download, exists, parseAddress, withoutCredentials } from './http.ts';
import { coordinateOf, copyWithMaven } from './maven-client.ts';
import { type MavenSettings, readMavenSettings } from './maven-settings.ts';

const remedy =
  'check the network, or name a repository that has it as a mirror in ~/.m2/settings.xml, or install Maven';
const atATime = 6;

/** One place that may have the files. */
interface Place {
  name: string;
  /** @throws Error when one is not there */
  check(pins: readonly JarPin[]): Promise<void>;
  fetch(pins: readonly JarPin[], folder: string, onProgress: OnProgress): Promise<void>;
}

/**
 * Gets files from where this machine's Maven is told to get them; what Maven has downloaded before is taken from its
 * local repository.
 * @param folder gets them side by side, under their own names
 * @throws WrongChecksum, or PartFailed with the reason of every place
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

/** @returns the name of the place that has all of them. @throws as fetchJars */
export const locateJars = (pins: readonly JarPin[], settings = readMavenSettings()): Promise<string> =>
  fromFirst(
    `${pins.length} jars`,
    placesOf(settings).map(({ name, check }) => ({ name, get: () => check(pins).then(() => name) })),
    remedy,
  );

/** A file with another content is left alone. */
async function takeLocal({ path, sha256 }: JarPin, folder: string, { localRepository }: MavenSettings) {
  const file = join(localRepository, path);
  if (!existsSync(file) || (await sha256Of(file)) !== sha256) return false;
  linkFile(file, join(folder, basename(path)));
  return true;
}

/** What is configured; else Maven itself, which may know more; else where Maven would look. */
function placesOf(settings: MavenSettings): Place[] {
  const { repository } = settings;
  const maven = findOnPath('mvn');
  return [
    ...(repository ? [webRepository(repository.url, repository.access)] : []),
    ...(maven ? [mavenClient(maven, settings)] : []),
    ...(!repository && !maven ? [webRepository(parseAddress(defaultMavenRepository()).url, {})] : []),
  ];
}

function webRepository(url: URL, access: Access): Place {
  const atOnce = (pins: readonly JarPin[], work: (pin: JarPin, address: URL) => Promise<void>) =>
    inTurns(pins, (pin) => work(pin, new URL(pin.path, url)));
  return {
    name: withoutCredentials(url),
    check: (pins) =>
      atOnce(pins, async ({ path }, address) => {
        if (!(await exists(address, access))) throw new PartFailed(basename(path), 'is not there');
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

/** Runs the work for a few at a time; the first failure is everybody's. */
async function inTurns<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const left = items.values();
  await Promise.all(
    Array.from({ length: atATime }, async () => {
      for (const item of left) await work(item);
    }),
  );
}

/** Maven fills its local repository, from which the files are then taken. */
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
