import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const library = 'libfaketimeMT.so.1';

/**
 * Finds libfaketime: the machine's (`apt-get install faketime`), otherwise Debian's package, unpacked into the cache without
 * root.
 * @returns undefined when it is not available
 */
export async function findLibfaketime(cacheFolder: string): Promise<string | undefined> {
  if (process.platform !== 'linux') return undefined;
  return inFolder('/usr/lib') ?? inFolder(cacheOf(cacheFolder)) ?? (await unpacked(cacheOf(cacheFolder)));
}

const cacheOf = (cacheFolder: string) => join(cacheFolder, 'libfaketime');

/** Debian installs it in /usr/lib/<architecture>/faketime. */
function inFolder(folder: string): string | undefined {
  if (!existsSync(folder)) return undefined;
  for (const architecture of readdirSync(folder)) {
    const candidate = join(folder, architecture, 'faketime', library);
    if (existsSync(candidate)) return candidate;
  }
  return undefined;
}

async function unpacked(folder: string): Promise<string | undefined> {
  try {
    mkdirSync(folder, { recursive: true });
    await run('apt-get', ['download', 'libfaketime'], { cwd: folder });
    const [archive] = readdirSync(folder).filter((name) => name.endsWith('.deb'));
    if (!archive) return undefined;
    await run('dpkg', ['-x', archive, folder], { cwd: folder });
    return inFolder(join(folder, 'usr/lib'));
  } catch {
    return undefined;
  }
}

/**
 * The environment of a program with a wrong clock. Affects only the time of day: the monotonic clock, which timers use, is
 * also correct on a machine with a wrong clock.
 */
export const wrongClock = (libfaketime: string, hours: number): Record<string, string> => ({
  LD_PRELOAD: libfaketime,
  FAKETIME: `${hours < 0 ? '' : '+'}${hours}h`,
  FAKETIME_DONT_FAKE_MONOTONIC: '1',
});
