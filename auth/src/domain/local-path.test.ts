import { expect, it } from '@jest/globals';
import { localPath } from './local-path.ts';

it.each(['/', '/orders', '/tickets/abc?from=x&_rsc=1'])('keeps %s', (path) => expect(localPath(path)).toBe(path));

it.each([
  '//evil.example',
  '/\\evil.example',
  '/\t/evil.example',
  '/..//evil.example',
  'https://evil.example/',
  'javascript:alert(1)',
  'orders',
  '/api/users/refresh',
  '',
])('does not follow %j', (path) => expect(localPath(path)).toBe('/'));
