import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Answer, codesOf, cookieOf, someUser } from '@ticketing/testing/api';
import jwt from 'jsonwebtoken';
import { repeatToleranceMs } from '../src/domain/refresh-token.ts';
import { idleLimitMs, sessionLimitMs } from '../src/domain/session.ts';
import { type AuthFixture, lifetimeSeconds, startAuth } from './auth-fixture.ts';
import { type Browser, openBrowser } from './browser.ts';

let auth: AuthFixture;
beforeAll(async () => {
  auth = await startAuth();
});
afterAll(() => auth.stop());

const password = 'correct horse';
const firefox = { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0' };

async function givenUser(headers: Record<string, string> = {}): Promise<Browser & { email: string }> {
  const browser = openBrowser(auth.api);
  const email = `${randomUUID()}@example.com`;
  expect(await browser.request('POST', 'signup', { email, password }, headers)).toMatchObject({ status: 201 });
  return { ...browser, email };
}
const claimsOf = ({ cookies }: Browser) =>
  jwt.decode(
    (JSON.parse(Buffer.from(cookies.get('session') ?? '', 'base64').toString()) as { jwt: string }).jwt,
  ) as jwt.JwtPayload;
const refresh = (browser: Browser): Promise<Answer> => browser.request('POST', 'refresh');
const isSignedIn = async (browser: Browser) =>
  (((await browser.request('GET', 'currentuser')).body as { currentUser: unknown }).currentUser ?? null) !== null;
const signedInElsewhere = async ({ email }: { email: string }): Promise<Browser> => {
  const browser = openBrowser(auth.api);
  expect(await browser.request('POST', 'signin', { email, password })).toMatchObject({ status: 200 });
  return browser;
};
const revocationsOf = (sid: string) => auth.outboxOf(`session:${sid}`);

describe('the refresh token', () => {
  it('is a random value in a cookie of the auth API, of which the database holds only a hash', async () => {
    const browser = await givenUser();

    expect(browser.cookies.get('refresh')).toMatch(/^[\w-]{43}$/);
    expect(browser.attributes.get('refresh')).toEqual(
      expect.arrayContaining(['Path=/api/users', 'HttpOnly', 'SameSite=Lax', 'Max-Age=86400']),
    );
    const stored = JSON.stringify(await auth.connection.collection('refresh_tokens').find().toArray());
    expect(stored).not.toContain(browser.cookies.get('refresh'));
  });

  it('is Secure when the request used https', async () => {
    const browser = await givenUser({ 'x-forwarded-proto': 'https' });
    expect(browser.attributes.get('refresh')).toContain('Secure');
  });

  it('is exchanged for new tokens of the same session', async () => {
    const browser = await givenUser();
    const [before, claims] = [new Map(browser.cookies), claimsOf(browser)];
    const answer = await refresh(browser);

    expect(answer).toMatchObject({ status: 200, body: { id: claims.id, expiresInSeconds: lifetimeSeconds } });
    expect(browser.cookies.get('refresh')).not.toBe(before.get('refresh'));
    expect(claimsOf(browser)).toMatchObject({ sid: claims.sid, id: claims.id });
    expect(await isSignedIn(browser)).toBe(true);
  });

  it('gives concurrent requests the same successor, so that no tab loses the session', async () => {
    const browser = await givenUser();
    const tabs = Array.from({ length: 8 }, () => browser.copy());
    const answers = await Promise.all(tabs.map(refresh));

    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(200));
    expect(new Set(tabs.map(({ cookies }) => cookies.get('refresh'))).size).toBe(1);
    auth.advance(repeatToleranceMs + 1);
    expect((await refresh(tabs[3] as Browser)).status).toBe(200);
  });

  it('ends the session when it is used again later: two parties have it', async () => {
    const browser = await givenUser();
    const thief = browser.copy();
    const { sid, id } = claimsOf(browser);
    await refresh(browser);
    auth.advance(repeatToleranceMs + 1);

    const answer = await refresh(thief);
    expect([answer.status, codesOf(answer)]).toEqual([401, ['session_ended']]);
    expect([...thief.cookies.keys()]).toEqual(['device']);
    expect(await isSignedIn(browser)).toBe(false);
    expect((await refresh(browser)).status).toBe(401);
    expect(await revocationsOf(sid)).toMatchObject([{ topic: 'auth.session.revoked.v1', key: sid }]);
    expect(auth.securityEvents).toContainEqual(
      expect.objectContaining({ action: 'refresh-token-reused', outcome: 'failure', userId: id }),
    );
  });

  it('writes one event when several stolen tokens are used at once', async () => {
    const browser = await givenUser();
    const thieves = [browser.copy()];
    const { sid } = claimsOf(browser);
    for (let round = 0; round < 3; round += 1) {
      await refresh(browser);
      thieves.push(browser.copy());
      auth.advance(repeatToleranceMs + 1);
    }
    await refresh(browser);
    auth.advance(repeatToleranceMs + 1);

    const answers = await Promise.all([...thieves, ...thieves].map(refresh));
    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(401));
    expect(await revocationsOf(sid)).toHaveLength(1);
  });

  it.each([undefined, 'x', 'x'.repeat(4_000)])('is refused when nobody issued it: %#', async (token) => {
    const browser = openBrowser(auth.api, new Map(token ? [['refresh', token]] : []));
    const answer = await refresh(browser);
    expect([answer.status, codesOf(answer)]).toEqual([401, ['session_ended']]);
  });

  it('leaves the token of another program alone, which has none', async () => {
    const headers = { cookie: cookieOf(someUser()) };
    const answer = await auth.api.request('POST', '/api/users/refresh', { headers });
    expect([answer.status, answer.headers.getSetCookie()]).toEqual([401, []]);
  });

  it('is refused from another site', async () => {
    const browser = await givenUser();
    const answer = await browser.request('POST', 'refresh', undefined, { 'sec-fetch-site': 'cross-site' });
    expect(answer.status).toBe(403);
    expect(await isSignedIn(browser)).toBe(true);
  });

  it('ends with its session: a day after the last use, and after 30 days at the latest', async () => {
    const [idle, used] = [await givenUser(), await givenUser()];
    for (let passed = 0; passed + idleLimitMs / 2 < sessionLimitMs; passed += idleLimitMs / 2) {
      auth.advance(idleLimitMs / 2);
      expect((await refresh(used)).status).toBe(200);
    }
    expect((await refresh(idle)).status).toBe(401);
    auth.advance(idleLimitMs / 2);
    expect((await refresh(used)).status).toBe(401);
  });
});

describe('GET /api/users/refresh', () => {
  const visit = (browser: Browser, next: string) =>
    fetch(`${auth.api.url}/api/users/refresh?next=${encodeURIComponent(next)}`, {
      redirect: 'manual',
      headers: { cookie: [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
    });
  const cookiesOf = ({ headers }: Response) => headers.getSetCookie().map((line) => line.split(';', 1)[0]);

  it('sends the browser back to its page with new cookies', async () => {
    const answer = await visit(await givenUser(), '/orders?cursor=a');

    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/orders?cursor=a']);
    expect(cookiesOf(answer)).toEqual([
      expect.stringMatching(/^session=\S+/),
      expect.stringMatching(/^refresh=\S+/),
      'session_refresh=refreshed',
    ]);
  });

  it('sends a browser whose session has ended back without cookies', async () => {
    const answer = await visit(openBrowser(auth.api), '//evil.example');

    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/']);
    expect(cookiesOf(answer)).toEqual(['session=', 'refresh=', 'session_refresh=ended']);
  });
});

describe('a new sign-in', () => {
  it('ends the session that the browser had, even under another account', async () => {
    const [browser, other] = [await givenUser(), await givenUser()];
    const { sid } = claimsOf(browser);
    const before = browser.copy();
    await browser.request('POST', 'signin', { email: other.email, password });

    expect(claimsOf(browser).sid).not.toBe(sid);
    expect(await isSignedIn(before)).toBe(false);
    expect((await refresh(before)).status).toBe(401);
    expect(await revocationsOf(sid)).toHaveLength(1);
  });

  it('ends it when only its refresh token is left', async () => {
    const browser = await givenUser();
    const before = browser.copy();
    browser.cookies.delete('session');
    await browser.request('POST', 'signin', { email: browser.email, password });

    expect(await isSignedIn(before)).toBe(false);
  });

  it('leaves it alone when the password is wrong', async () => {
    const browser = await givenUser();
    await browser.request('POST', 'signin', { email: browser.email, password: 'not the password' });
    expect(await isSignedIn(browser)).toBe(true);
  });
});

describe('sign-out', () => {
  it('ends the session although its access token is gone', async () => {
    const browser = await givenUser();
    const before = browser.copy();
    browser.cookies.delete('session');

    expect((await browser.request('POST', 'signout')).status).toBe(200);
    expect([...browser.cookies.keys()]).toEqual(['device']);
    expect(await isSignedIn(before)).toBe(false);
    expect((await refresh(before)).status).toBe(401);
  });

  it('wins against refreshes that run at the same time', async () => {
    for (let round = 0; round < 5; round += 1) {
      const browser = await givenUser();
      const tabs = Array.from({ length: 4 }, () => browser.copy());
      await Promise.all([browser.copy().request('POST', 'signout'), ...tabs.map(refresh)]);

      for (const tab of tabs) {
        expect(await isSignedIn(tab)).toBe(false);
        expect((await refresh(tab)).status).toBe(401);
      }
    }
  });
});

describe('the list of sessions', () => {
  it('shows where the user is signed in, without an address that identifies anybody', async () => {
    const browser = await givenUser({ ...firefox, 'x-forwarded-for': '8.8.4.4' });
    const phone = await signedInElsewhere(browser);
    const { body } = await browser.request('GET', 'sessions');

    expect(body).toEqual([
      expect.objectContaining({ id: claimsOf(phone).sid, device: null, network: null, isCurrent: false }),
      {
        id: claimsOf(browser).sid,
        device: 'Firefox on Linux',
        network: '8.8.4.0/24',
        createdAt: expect.any(String),
        lastUsedAt: expect.any(String),
        endsAt: expect.any(String),
        isCurrent: true,
      },
    ]);
  });

  it('is empty for a token of another program', async () => {
    const headers = { cookie: cookieOf(someUser(), { sid: undefined }) };
    expect(await auth.api.request('GET', '/api/users/sessions', { headers })).toMatchObject({ status: 200, body: [] });
  });

  it('ends one session on request, but never another user’s', async () => {
    const [browser, stranger] = [await givenUser(), await givenUser()];
    const phone = await signedInElsewhere(browser);
    const path = `sessions/${claimsOf(phone).sid}`;

    expect((await stranger.request('DELETE', path)).status).toBe(404);
    expect(await isSignedIn(phone)).toBe(true);
    expect((await browser.request('DELETE', path)).status).toBe(204);
    expect((await browser.request('DELETE', path)).status).toBe(404);
    expect([await isSignedIn(phone), await isSignedIn(browser)]).toEqual([false, true]);
    expect((await refresh(phone)).status).toBe(401);
  });

  it('ends all others, or all', async () => {
    const browser = await givenUser();
    const others = [await signedInElsewhere(browser), await signedInElsewhere(browser)];

    expect((await browser.request('DELETE', 'sessions')).status).toBe(204);
    expect(await Promise.all([browser, ...others].map(isSignedIn))).toEqual([true, false, false]);
    expect((await browser.request('DELETE', 'sessions?scope=all')).status).toBe(204);
    expect([...browser.cookies.keys()]).toEqual(['device']);
    expect(await (await signedInElsewhere(browser)).request('GET', 'sessions')).toMatchObject({ body: [{}] });
  });

  it('ends others only with a recent proof of its owner; its own at any time', async () => {
    const browser = await givenUser();
    const phone = await signedInElsewhere(browser);
    const [other, own] = [claimsOf(browser).sid, claimsOf(phone).sid];
    auth.advance(16 * 60_000);
    await refresh(browser);
    await refresh(phone);

    for (const path of ['sessions', 'sessions?scope=all', `sessions/${other}`])
      expect(await phone.request('DELETE', path)).toMatchObject({
        status: 403,
        body: { errors: [{ code: 'reauthentication_required' }] },
      });
    expect(await isSignedIn(browser)).toBe(true);
    expect((await phone.request('POST', 'reauthentication', { password })).status).toBe(204);
    expect((await phone.request('DELETE', `sessions/${other}`)).status).toBe(204);
    expect([await isSignedIn(browser), await isSignedIn(phone)]).toEqual([false, true]);
    expect((await phone.request('DELETE', `sessions/${own}`)).status).toBe(204);
  });

  it.each([
    ['GET', 'sessions'],
    ['DELETE', 'sessions'],
    ['DELETE', `sessions/${randomUUID()}`],
  ])('needs a session: %s %s', async (method, path) => {
    expect((await openBrowser(auth.api).request(method, path)).status).toBe(401);
  });
});
