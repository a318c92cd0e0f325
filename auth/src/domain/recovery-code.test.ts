import { expect, it } from '@jest/globals';
import { newRecoveryCodes, parseRecoveryCode } from './recovery-code.ts';

it('creates ten different codes, which are read as they are shown', () => {
  const codes = newRecoveryCodes();
  expect(new Set(codes).size).toBe(10);
  for (const code of codes) {
    expect(code).toMatch(/^[0-9a-z]{4}(-[0-9a-z]{4}){5}$/);
    expect(parseRecoveryCode(code)).toBe(code);
  }
});

it.each([
  ['0123-4567-89ab-cdef-ghjk-mnpq', '0123-4567-89ab-cdef-ghjk-mnpq'],
  // Of an earlier release.
  ['0123-4567-89ab-cdef', '0123-4567-89ab-cdef'],
  [' 0123 4567 89AB CDEF ', '0123-4567-89ab-cdef'],
  ['O123456789abcdeF', '0123-4567-89ab-cdef'],
  ['ILil-0000-0000-0000', '1111-0000-0000-0000'],
  ['0123-4567-89ab-cde', null],
  ['0123-4567-89ab-cdeu', null],
  ['0123-4567-89ab-cdef-ghjk-mnp', null],
  ['123456', null],
  ['', null],
])('reads %j as %j', (typed, code) => expect(parseRecoveryCode(typed)).toBe(code));
