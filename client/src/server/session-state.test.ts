import { describe, expect, it } from '@jest/globals';
import { isExpired, refreshOutcomeCookie, refreshPath } from './session-state.ts';

const now = Date.parse('2027-05-01T12:00:00Z');
const cookieOf = (claims: object) => {
  const jwt = `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.x`;
  return Buffer.from(JSON.stringify({ jwt })).toString('base64');
};
const valid = cookieOf({ email: 'ö@example.com', exp: now / 1_000 + 1 });
const expired = cookieOf({ email: 'ö@example.com', exp: now / 1_000 });
const pathFor = (cookies: Record<string, string>, target = '/orders?cursor=a', method = 'GET') =>
  refreshPath({ method, target, cookie: (name) => cookies[name] }, now);

it('knows an expired token, and takes nonsense for none', () => {
  expect([valid, expired, 'nonsense', ''].map((cookie) => isExpired(cookie, now))).toEqual([false, true, false, false]);
});

describe('a page request', () => {
  it('with an expired session goes to auth, which knows the way back', () => {
    expect(pathFor({ session: expired })).toBe('/api/users/refresh?next=%2Forders%3Fcursor%3Da');
    expect(pathFor({ '__Host-session': expired })).toBe('/api/users/refresh?next=%2Forders%3Fcursor%3Da');
  });

  it.each<[string, Parameters<typeof pathFor>]>([
    ['has no session', [{}]],
    ['has a valid session', [{ session: valid }]],
    ['comes from a refresh that could not renew it', [{ session: expired, [refreshOutcomeCookie]: 'ended' }]],
    ['is not a page', [{ session: expired }, '/api/openapi.json']],
    ['changes something', [{ session: expired }, '/preferences', 'POST']],
  ])('is rendered when it %s', (_name, request) => expect(pathFor(...request)).toBeNull());
});
