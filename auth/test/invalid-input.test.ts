import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cookieOf, someUser } from '@ticketing/testing/api';
import { type InvalidRequest, itRejects } from '@ticketing/testing/invalid-input';
import { type AuthFixture, startAuth } from './auth-fixture.ts';

let auth: AuthFixture;
beforeAll(async () => {
  auth = await startAuth();
});
afterAll(() => auth.stop());

const post = (path: string, body: object): InvalidRequest => ({
  method: 'POST',
  path: `/api/users/${path}`,
  body,
  status: 400,
});
const emails = [
  '',
  'a',
  `${'a'.repeat(250)}@example.com`,
  'a\0@example.com',
  '\ud800@example.com',
  7,
  null,
  {},
  ['a@b.ch'],
];

describe('the auth API', () => {
  itRejects(
    ({ method, path, ...options }) => auth.api.request(method, path, options),
    () => [
      ...emails.flatMap((email) => [
        post('signup', { email, password: 'correct horse' }),
        post('signin', { email, password: 'correct horse' }),
        post('password-reset', { email }),
      ]),
      ...['', 'x'.repeat(7), 'x'.repeat(129), 'x\0xxxxxxxx', '\ud800xxxxxxxx', 7, null, {}].flatMap((password) => [
        post('signup', { email: 'a@example.com', password }),
        post('signin', { email: 'a@example.com', password }),
        post('password-reset/confirm', { token: 'unknown', password }),
      ]),
      ...['', 'x'.repeat(201), 'x\0', '\ud800', 'unknown', 7, null, {}].flatMap((token) => [
        post('email-verification/confirm', { token }),
        post('password-reset/confirm', { token, password: 'correct horse' }),
      ]),
    ],
  );

  it.each([{ exp: 1e17 }, { exp: 4e9 + 0.5 }])('ends a session with an unlimited token: %j', async (claims) => {
    const headers = { cookie: cookieOf(someUser(), claims) };
    expect(await auth.api.request('POST', '/api/users/signout', { headers })).toMatchObject({ status: 200 });
    const { body } = await auth.api.request('GET', '/api/users/currentuser', { headers });
    expect(body).toEqual({ currentUser: null });
  });
});
