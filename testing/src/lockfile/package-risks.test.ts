import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { lockfileSchema, readLockfile } from '@ticketing/local/native-packages';
import { packageRisks } from './package-risks.ts';

const risksOf = (locked: object) =>
  packageRisks(
    lockfileSchema.parse({
      packages: { 'node_modules/x': { version: '1.0.0', integrity: 'sha512-x', license: 'MIT', ...locked } },
    }),
  );

it('accepts every package that is locked here', () => {
  expect(packageRisks(readLockfile(join(import.meta.dirname, '../../..')))).toEqual([]);
});

it.each([
  [{ deprecated: 'use y' }, 'x is deprecated: use y'],
  [{ integrity: 'sha1-x' }, 'x is verified by a weak checksum'],
  [{ license: 'GPL-3.0' }, 'x is under GPL-3.0; see package-risks.ts'],
  [{ license: 'MIT AND SSPL-1.0' }, 'x is under MIT AND SSPL-1.0; see package-risks.ts'],
  [{ license: undefined }, 'x is under no licence; see package-risks.ts'],
])('reports %j', (locked, risk) => {
  expect(risksOf(locked)).toEqual([risk]);
});

it.each(['MIT', '(MIT OR GPL-2.0)', 'Apache-2.0 AND MIT', 'MIT and ISC'])('accepts %s', (license) => {
  expect(risksOf({ license })).toEqual([]);
});
