import { expect, it } from '@jest/globals';
import { faultsOfCode } from './typed-code.ts';

it.each([
  ['code', '123456', null],
  ['code', '123 456', null],
  ['code', '12345', 'code_format'],
  ['code', '', 'code_format'],
  ['recoveryCode', '0123-4567-89ab-cdef', null],
  ['recoveryCode', ' ', 'recovery_code_missing'],
] as const)('%s %j has the fault %j', (kind, typed, code) => {
  expect(faultsOfCode(kind, typed)?.fields[kind]?.code ?? null).toBe(code);
});
