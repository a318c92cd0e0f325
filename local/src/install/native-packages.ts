import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Platform } from './platform.ts';

/** Some packages have a single word where others have a list. */
const words = z.union([z.string().transform((word) => [word]), z.array(z.string())]).optional();

const lockedPackage = z.object({
  version: z.string().optional(),
  integrity: z.string().optional(),
  link: z.boolean().optional(),
  /** Bundled in its parent package. */
  inBundle: z.boolean().optional(),
  os: words,
  cpu: words,
  libc: words,
  resolved: z.string().optional(),
  deprecated: z.string().optional(),
  license: z.string().optional(),
  optionalDependencies: z.record(z.string(), z.string()).optional(),
});
export const lockfileSchema = z.object({ packages: z.record(z.string(), lockedPackage) });
export type Lockfile = z.infer<typeof lockfileSchema>;
type LockedPackage = z.infer<typeof lockedPackage>;

export const readLockfile = (root: string): Lockfile =>
  lockfileSchema.parse(JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')));

export interface NativePackage {
  /** Folder in the checkout. */
  path: string;
  name: string;
  version: string;
  integrity: string;
}

/** The packages with native code for this platform: Next's and Tailwind's compilers, PostgreSQL, Node and others. */
export function nativePackages({ packages }: Lockfile, platform: Platform): NativePackage[] {
  return Object.entries(packages)
    .filter(([, locked]) => isFor(locked, platform))
    .map(([path, { version = '', integrity = '' }]) => ({ path, name: nameOf(path), version, integrity }));
}

/** Whether a package is specific to this platform. On Linux, only packages for glibc count. */
export function isFor({ os, cpu, libc }: Pick<LockedPackage, 'os' | 'cpu' | 'libc'>, platform: Platform): boolean {
  if (!os && !cpu) return false;
  const [wantedOs = '', wantedCpu = ''] = platform.split('-');
  const isGlibc = wantedOs !== 'linux' || !libc || libc.includes('glibc');
  return (!os || os.includes(wantedOs)) && (!cpu || cpu.includes(wantedCpu)) && isGlibc;
}

export const nameOf = (path: string): string => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
