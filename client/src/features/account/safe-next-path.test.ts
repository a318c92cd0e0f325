import { describe, expect, it } from '@jest/globals';
import { safeNextPath, signInPath } from './safe-next-path.ts';

describe('the path to return to after signing in', () => {
  it.each(['/', '/tickets/abc', '/tickets/abc?from=x#price', '/orders'])('keeps the local path %s', (path) => {
    expect(safeNextPath(path)).toBe(path);
  });

  it.each([
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
    '/..//evil.example',
    '/.//evil.example',
    'https://evil.example/',
    'javascript:alert(1)',
    'tickets/abc',
    ' /tickets',
    '',
  ])('does not follow %j', (path) => {
    expect(safeNextPath(path)).toBe('/');
  });

  it.each([undefined, null, ['/a', '/b']])('falls back for %j', (path) => {
    expect(safeNextPath(path)).toBe('/');
  });

  it('never returns to a sign-in page, which would redirect a signed-in visitor in a loop', () => {
    expect(safeNextPath('/auth/signin?next=/auth/signin')).toBe('/');
    expect(safeNextPath('/tickets/../auth/signin')).toBe('/');
  });

  it('survives encoding in the sign-in address', () => {
    const query = signInPath('/tickets/a?b=c&d=e', 'expired').split('?')[1];

    expect(safeNextPath(new URLSearchParams(query).get('next'))).toBe('/tickets/a?b=c&d=e');
  });
});
