import { expect, it } from '@jest/globals';
import { parseEmail } from './email.ts';

it.each([
  ['A@Example.com', 'a@example.com'],
  ['x@münchen.de', 'x@xn--mnchen-3ya.de'],
  ['X@MÜNCHEN.DE', 'x@xn--mnchen-3ya.de'],
  ['x@mu\u0308nchen.de', 'x@xn--mnchen-3ya.de'],
  ['x@xn--mnchen-3ya.de', 'x@xn--mnchen-3ya.de'],
  ['x@例え。テスト', 'x@xn--r8jz45g.xn--zckzah'],
  ['x@straße.de', 'x@xn--strae-oqa.de'],
  ["o'brien+tickets@example.co.uk", "o'brien+tickets@example.co.uk"],
  ["!#$%&'*+/=?^_`{|}~-@example.com", "!#$%&'*+/=?^_`{|}~-@example.com"],
  ['"john smith"@example.com', '"john smith"@example.com'],
  ['"john.smith"@example.com', 'john.smith@example.com'],
  ['"a\\b"@example.com', 'ab@example.com'],
  ['"a\\"b"@example.com', '"a\\"b"@example.com'],
  ['"a@b"@example.com', '"a@b"@example.com'],
  ['"..dots"@example.com', '"..dots"@example.com'],
  [`${'x'.repeat(64)}@example.com`, `${'x'.repeat(64)}@example.com`],
])('%s is %s', (typed, address) => {
  expect(parseEmail(typed)).toBe(address);
});

it.each([
  '',
  '@',
  'x',
  'x@',
  '@example.com',
  'a b@example.com',
  '.a@example.com',
  'a.@example.com',
  'a..b@example.com',
  '""@example.com',
  '"a"b"@example.com',
  '"a\u0007"@example.com',
  'é@example.com',
  'x@example',
  'x@127.0.0.1',
  'x@[127.0.0.1]',
  'x@0x7f.1',
  'x@-example.com',
  'x@example-.com',
  'x@exa_mple.com',
  'x@example..com',
  'x@example.com.',
  'x@example.com/path',
  'x@user:password@',
  'x@example.com:80',
  'x@%65xample.com',
  `${'x'.repeat(65)}@example.com`,
  `x@${'a'.repeat(64)}.com`,
  `x@${'abcdefg.'.repeat(32)}com`,
])('%j is no address', (typed) => {
  expect(parseEmail(typed)).toBeNull();
});
