import { randomUUID } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Answer, codesOf, cookieOf, someUser, testJwtKey } from '@ticketing/testing/api';
import jwt from 'jsonwebtoken';
import { createAccessTokens } from '../src/tokens/access-token.ts';
import { type AuthFixture, lifetimeSeconds, startAuth } from './auth-fixture.ts';
import { openBrowser } from './browser.ts';

let auth: AuthFixture;
beforeAll(async () => {
  auth = await startAuth();
});
afterAll(() => auth.stop());

const password = 'correct horse';
const someEmail = () => `${randomUUID()}@example.com`;
const post = (path: string, body?: unknown, headers: Record<string, string> = {}) =>
  auth.api.request('POST', `/api/users/${path}`, { ...(body !== undefined && { body }), headers });

async function givenUser(): Promise<{ id: string; email: string; cookie: string }> {
  const answer = await post('signup', { email: someEmail(), password });
  expect(answer.status).toBe(201);
  return { ...(answer.body as { id: string; email: string }), cookie: cookieFrom(answer) };
}
const setCookieOf = ({ headers }: Answer): string => headers.getSetCookie()[0] ?? '';
/** Returns the cookie that a browser would send back. */
const cookieFrom = (answer: Answer): string => setCookieOf(answer).split(';')[0] ?? '';
const attributesOf = (answer: Answer): string[] => setCookieOf(answer).split('; ').slice(1);
const tokenIn = (cookie: string): jwt.Jwt => {
  const value = Buffer.from(cookie.slice('session='.length), 'base64').toString();
  const [key] = auth.accessTokens.publicKeys.values();
  if (!key) throw new Error('there is no key');
  return jwt.verify((JSON.parse(value) as { jwt: string }).jwt, key, { complete: true });
};
const currentUser = async (cookie?: string) =>
  (await auth.api.request('GET', '/api/users/currentuser', { headers: cookie ? { cookie } : {} })).body;

describe('POST /api/users/signup', () => {
  it('creates a user, signs it in, and writes an event without personal data', async () => {
    const email = someEmail();
    const answer = await post('signup', { email, password });

    const { id } = answer.body as { id: string };
    expect(answer).toMatchObject({ status: 201, body: { id: expect.stringMatching(/^[0-9a-f]{24}$/), email } });
    expect(await currentUser(cookieFrom(answer))).toEqual({
      currentUser: { id, email, roles: [], withheldRoles: [], emailVerified: false },
    });
    const events = await auth.outboxOf(`user:${id}`);
    expect(events).toMatchObject([
      { topic: 'auth.user.created.v1', key: id, sequence: 0, payload: { id, version: 0 } },
    ]);
    expect(JSON.stringify(events)).not.toContain(email);
  });

  it('refuses an address in use, in any case', async () => {
    const { email } = await givenUser();
    const answer = await post('signup', { email: ` ${email.toUpperCase()} `, password });

    expect(answer.body).toEqual({ errors: [{ message: 'Email in use', field: 'email', code: 'email_in_use' }] });
    expect(answer.status).toBe(400);
  });

  it('gives an address to one of ten concurrent requests', async () => {
    const email = someEmail();
    const before = (await auth.outbox('auth.user.created.v1')).length;
    const answers = await Promise.all(Array.from({ length: 10 }, () => post('signup', { email, password })));

    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 400).flatMap(codesOf)).toEqual(Array(9).fill('email_in_use'));
    expect(await auth.outbox('auth.user.created.v1')).toHaveLength(before + 1);
  });

  it.each([
    ['email', { password }, 'Email must be valid'],
    ['email', { email: 'nobody', password }, 'Email must be valid'],
    ['email', { email: { $gt: '' }, password }, 'Email must be valid'],
    ['email', { email: `${'a'.repeat(250)}@example.com`, password }, 'Email must be valid'],
    ['password', { email: 'a@example.com' }, 'Password must be between 8 and 128 characters'],
    ['password', { email: 'a@example.com', password: { $ne: null } }, 'Password must be between 8 and 128 characters'],
    ['password', { email: 'a@example.com', password: 'seven77' }, 'Password must be between 8 and 128 characters'],
    [
      'password',
      { email: 'a@example.com', password: 'x'.repeat(129) },
      'Password must be between 8 and 128 characters',
    ],
    ['password', { email: 'a@example.com', password: 'with\0NUL!' }, 'Password must be between 8 and 128 characters'],
  ])('refuses an invalid %s before hashing: %#', async (field, body, message) => {
    const before = auth.hashesComputed();
    const answer = await post('signup', body);

    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ errors: [{ field, message }] });
    expect(auth.hashesComputed()).toBe(before);
  });

  it('ignores fields that only the service may set', async () => {
    const body = { email: someEmail(), password, roles: ['operator'], version: 7, id: 'mine' };
    const answer = await post('signup', body);

    expect(await currentUser(cookieFrom(answer))).toMatchObject({ currentUser: { roles: [] } });
    expect(answer.body).not.toMatchObject({ id: 'mine' });
  });
});

describe('POST /api/users/signin', () => {
  it('is refused after ten wrong passwords from one address, even with the right one, for that account only', async () => {
    const [{ email }, other] = [await givenUser(), await givenUser()];
    const wrong = { email, password: 'not the password' };
    // Concurrently, because an attacker does not wait.
    const answers = await Promise.all(Array.from({ length: 12 }, () => post('signin', wrong)));
    expect(answers.map(({ status }) => status).sort()).toEqual([...Array(10).fill(400), 429, 429]);
    const worked = auth.hashesComputed();

    const refused = await post('signin', { email: email.toUpperCase(), password });
    expect([refused.status, codesOf(refused)]).toEqual([429, ['too_many_attempts']]);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(800);
    expect(auth.hashesComputed()).toBe(worked);
    expect((await post('signin', { email: other.email, password })).status).toBe(200);
  });

  it('forgets earlier failures after a correct password', async () => {
    const { email } = await givenUser();
    for (const _round of [1, 2]) {
      for (let count = 0; count < 9; count += 1) await post('signin', { email, password: 'not the password' });
      expect((await post('signin', { email, password })).status).toBe(200);
    }
  });

  it('starts a new session each time, with the address in any case', async () => {
    const { id, email, cookie } = await givenUser();
    const answer = await post('signin', { email: email.toUpperCase(), password });

    expect(answer).toMatchObject({ status: 200, body: { id, email } });
    const [first, second] = [tokenIn(cookie), tokenIn(cookieFrom(answer))].map(({ payload }) => payload);
    expect(second).not.toMatchObject({ sid: (first as jwt.JwtPayload).sid });
  });

  it('answers the same, after the same work, for an unknown address and a wrong password', async () => {
    const { email } = await givenUser();
    const worked: number[] = [];
    const answers: Answer[] = [];
    for (const address of [email, someEmail()]) {
      const before = auth.hashesComputed();
      answers.push(await post('signin', { email: address, password: 'not this one' }));
      worked.push(auth.hashesComputed() - before);
    }

    expect(answers.map(({ status }) => status)).toEqual([400, 400]);
    expect(answers[0]?.body).toEqual({ errors: [{ message: 'Invalid credentials', code: 'invalid_credentials' }] });
    expect(answers[1]?.body).toEqual(answers[0]?.body);
    expect(worked).toEqual([1, 1]);
  });

  it.each([{ $ne: null }, '', 'x'.repeat(129), null])(
    'refuses a password that sign-up would refuse, before verifying it: %#',
    async (impossible) => {
      const { email } = await givenUser();
      const before = auth.hashesComputed();

      expect(await post('signin', { email, password: impossible })).toMatchObject({ status: 400 });
      expect(auth.hashesComputed()).toBe(before);
    },
  );

  it('answers 503 while the password queue is full, and recovers', async () => {
    const { email } = await givenUser();
    const running = new AbortController();
    // As many as fit, each followed by another, so that the queue is full whenever a request checks.
    const crowd = Array.from({ length: 100 + availableParallelism() }, async () => {
      while (!running.signal.aborted) await auth.hasher.verify(null, password);
    });
    const refused = await post('signin', { email, password });
    running.abort();
    await Promise.all(crowd);

    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '2']);
    expect(await post('signin', { email, password })).toMatchObject({ status: 200 });
  });
});

describe('the session cookie', () => {
  it('is inaccessible to scripts and other sites, and lives as long as an idle session', async () => {
    const answer = await post('signup', { email: someEmail(), password });

    expect(attributesOf(answer)).toEqual(
      expect.arrayContaining(['Max-Age=86400', 'Path=/', 'HttpOnly', 'SameSite=Lax']),
    );
    expect(attributesOf(answer)).not.toContain('Secure');
  });

  it('is Secure only when the request used https', async () => {
    const https = { 'x-forwarded-proto': 'https' };
    const body = { email: someEmail(), password };
    const answers = [
      await post('signup', body, https),
      await post('signin', body, https),
      await post('signout', {}, https),
    ];

    for (const answer of answers) expect(attributesOf(answer)).toContain('Secure');
  });

  it('contains a token with the claims of the contract, for this system, signed by the first key', async () => {
    const { header, payload } = tokenIn((await givenUser()).cookie);

    const [kid] = auth.accessTokens.publicKeys.keys();
    expect(header).toEqual({ alg: 'ES256', typ: 'JWT', kid });
    expect(payload).toMatchObject({ iss: 'ticketing-auth', aud: 'ticketing' });
    expect(Object.keys(payload).toSorted()).toEqual([
      ...['amr', 'aud', 'email', 'email_verified', 'exp', 'iat', 'id', 'iss', 'roles', 'sid'],
    ]);
    const { iat = 0, exp = 0 } = payload as jwt.JwtPayload;
    expect(exp - iat).toBe(lifetimeSeconds);
  });

  it('is signed with the shared key, with the claims of the contract, where auth has no other', () => {
    const { sign } = createAccessTokens({
      ...{ jwtKey: testJwtKey, keys: undefined, lifetimeSeconds, operatorsNeedSecondFactor: false },
    });
    const user = { id: 'id', email: 'a@example.com', emailVerifiedAt: null, roles: [] };
    const token = sign(user, { id: 'sid', amr: ['pwd'] }, new Date());
    const { header, payload } = jwt.verify(token, testJwtKey, { complete: true });

    expect(header.alg).toBe('HS256');
    expect(Object.keys(payload).toSorted()).toEqual([
      ...['amr', 'email', 'email_verified', 'exp', 'iat', 'id', 'roles', 'sid'],
    ]);
  });

  it('is also set as __Host-session over https; sign-out clears both and what the browser stored', async () => {
    const https = { 'x-forwarded-proto': 'https' };
    const browser = openBrowser(auth.api);
    const answer = await browser.request('POST', 'signup', { email: someEmail(), password }, https);

    expect(browser.cookies.get('__Host-session')).toBe(browser.cookies.get('session'));
    expect(browser.attributes.get('__Host-session')).toEqual(expect.arrayContaining(['Secure', 'Path=/', 'HttpOnly']));
    expect(answer.headers.get('strict-transport-security')).toBe('max-age=31536000');
    browser.cookies.delete('session');
    expect(await currentUser(`__Host-session=${browser.cookies.get('__Host-session')}`)).not.toEqual({
      currentUser: null,
    });
    const { headers } = await browser.request('POST', 'signout', {}, https);
    expect(headers.get('clear-site-data')).toBe('"cache", "cookies", "storage"');
    expect([...browser.cookies.keys()]).toEqual(['device']);
  });

  it('does not promise https over http', async () => {
    const { headers } = await post('signout');
    expect([headers.get('strict-transport-security'), headers.get('clear-site-data')]).toEqual([null, null]);
  });
});

describe('GET /api/users/jwks.json', () => {
  it('publishes the keys that verify sessions, the signing one first, without private parts', async () => {
    const { status, body, headers } = await auth.api.request('GET', '/api/users/jwks.json');

    expect([status, headers.get('content-type')]).toEqual([200, expect.stringMatching(/^application\/jwk-set\+json/)]);
    const { keys } = body as { keys: Record<string, string>[] };
    expect(keys.map(({ kid }) => kid)).toEqual([...auth.accessTokens.publicKeys.keys()]);
    for (const key of keys) expect(Object.keys(key).toSorted()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x', 'y']);
  });
});

describe('POST /api/users/signout', () => {
  it('clears the cookie, revokes its token, and writes one event however often it is called', async () => {
    const { cookie } = await givenUser();
    const { sid, exp = 0 } = tokenIn(cookie).payload as jwt.JwtPayload;
    const answers = await Promise.all(Array.from({ length: 5 }, () => post('signout', {}, { cookie })));

    for (const answer of answers) {
      expect(answer).toMatchObject({ status: 200, body: {} });
      expect(setCookieOf(answer)).toMatch(/^session=; Path=\/; Expires=Thu, 01 Jan 1970/);
    }
    expect(await currentUser(cookie)).toEqual({ currentUser: null });
    expect(await auth.isRevoked(sid)).toBe(true);
    const [revoked] = (await auth.outboxOf(`session:${sid}`)).map(({ payload }) => payload as { expiresAt: number });
    expect(revoked?.expiresAt).toBeGreaterThan(exp * 1000);
    expect(await auth.outboxOf(`session:${sid}`)).toMatchObject([
      { topic: 'auth.session.revoked.v1', key: sid, payload: { sid, expiresAt: expect.any(Number) } },
    ]);
  });

  it('leaves the user’s other sessions unaffected', async () => {
    const { email, cookie } = await givenUser();
    const other = cookieFrom(await post('signin', { email, password }));
    await post('signout', {}, { cookie });

    expect(await currentUser(other)).toMatchObject({ currentUser: { email } });
  });

  it('has no effect without a session or for a token without a session id', async () => {
    const before = (await auth.outbox('auth.session.revoked.v1')).length;
    const foreign = cookieOf(someUser(), { sid: undefined });

    expect(await post('signout')).toMatchObject({ status: 200, body: {} });
    expect(await post('signout', {}, { cookie: foreign })).toMatchObject({ status: 200, body: {} });
    expect(await auth.outbox('auth.session.revoked.v1')).toHaveLength(before);
  });
});

describe('GET /api/users/currentuser', () => {
  it.each([undefined, 'session=nonsense', `session=${Buffer.from('{"jwt":"a.b.c"}').toString('base64')}`])(
    'is null without a valid session, never 401: %#',
    async (cookie) => expect(await currentUser(cookie)).toEqual({ currentUser: null }),
  );
});
