import { isFor, type Lockfile, nameOf } from '@ticketing/local/native-packages';
import { platforms } from '@ticketing/local/platform';

/** Returns messages about why this lockfile does not install on every platform. */
export const lockfileProblems = (lockfile: Lockfile): string[] => [
  ...missingOptionals(lockfile),
  ...forgottenPlatforms(lockfile),
  ...unsafeEntries(lockfile),
];

type Locked = Lockfile['packages'][string];

/** npm omits packages that its registry lacks or that only other platforms need; `npm ci` or the build then fails there. */
function missingOptionals({ packages }: Lockfile): string[] {
  return Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies)
      .filter((name) => !find(packages, path, name))
      .map((name) => `${name}, which ${titleOf(path)} needs on some platform, is not in package-lock.json`),
  );
}

/** A package with native packages for several of our platforms must have one for each. */
function forgottenPlatforms({ packages }: Lockfile): string[] {
  return Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) => {
    const found = Object.keys(optionalDependencies).flatMap((name) => find(packages, path, name) ?? []);
    const covered = platforms.filter((platform) => found.some((locked) => isFor(locked, platform)));
    if (covered.length < 2) return [];
    return platforms
      .filter((platform) => !covered.includes(platform))
      .map((platform) => `${titleOf(path)} has no native package for ${platform}`);
  });
}

/** An address ties the file to one registry; without a checksum, any file would be accepted. */
function unsafeEntries({ packages }: Lockfile): string[] {
  return Object.entries(packages).flatMap(([path, { link, inBundle, integrity, resolved }]) => {
    if (link || inBundle || !path.includes('node_modules/')) return [];
    return [
      ...(integrity ? [] : [`${path} has no checksum`]),
      ...(resolved?.includes('://') ? [`${path} carries an address: ${new URL(resolved).host}`] : []),
    ];
  });
}

/** Resolves a package like Node: in the nearest node_modules upwards. */
function find(packages: Record<string, Locked>, from: string, name: string): Locked | undefined {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/')))) {
    const found = packages[folder ? `${folder}/node_modules/${name}` : `node_modules/${name}`];
    if (found) return found;
    if (folder === '') return undefined;
  }
}

const titleOf = (path: string): string =>
  path === '' ? 'package.json' : path.includes('node_modules/') ? nameOf(path) : path;
