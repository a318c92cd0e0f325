import { expect, it } from '@jest/globals';
import { parseSender } from './sender.ts';

it.each([
  ['tickets@example.com', 'example.com'],
  ['Boxstub <tickets@example.com>', 'example.com'],
  ['Boxstub', undefined],
  ['a@b\r\nBcc: c@d', undefined],
  ['<>', undefined],
])('%j has the domain %s', (text, domain) => expect(parseSender(text)?.domain).toBe(domain));
