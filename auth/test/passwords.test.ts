import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { hash } from '@node-rs/argon2';
import { codesOf, cookieOf, someUser } from '@ticketing/testing/api';
import { type AuthFixture, startAuth } from './auth-fixture.ts';
import { type Browser, openBrowser } from './browser.ts';

let auth: AuthFixture;
beforeAll(async () => {
  auth = await startAuth();
});
afterAll(() => auth.stop());

const password = 'correct horse';
const someEmail = () => `${randomUUID()}@example.com`;

async function givenUser(given = password): Promise<Browser & { email: string }> {
  const browser = openBrowser(auth.api);
  const email = someEmail();
  expect(await browser.request('POST', 'signup', { email, password: given })).toMatchObject({ status: 201 });
  return { ...browser, email };
}
const signIn = async (email: string, given: string) => {
  const browser = openBrowser(auth.api);
  return { status: (await browser.request('POST', 'signin', { email, password: given })).status, browser };
};
const isSignedIn = async (browser: Browser) =>
  ((await browser.request('GET', 'currentuser')).body as { currentUser: unknown }).currentUser !== null;
const change = (browser: Browser, currentPassword: string, newPassword: string) =>
  browser.request('PUT', 'password', { currentPassword, newPassword });
const hashOfUser = async (email: string) =>
  (await auth.connection.collection('users').findOne({ email }))?.passwordHash as string;

describe('a new password', () => {
  it.each([
    ['password_common', 'Password2026!'],
    ['password_blank', '\u200b'.repeat(9)],
    ['password_is_email', 'Lea.Meier@example.com'],
  ])('is refused with %s, before hashing', async (code, refused) => {
    const before = auth.hashesComputed();
    const answer = await openBrowser(auth.api).request('POST', 'signup', {
      email: 'lea.meier@EXAMPLE.com',
      password: refused,
    });
    expect([answer.status, codesOf(answer)]).toEqual([400, [code]]);
    expect(answer.body).toMatchObject({ errors: [{ field: 'password' }] });
    expect(auth.hashesComputed()).toBe(before);
  });

  it('is the same in every Unicode form', async () => {
    const { email } = await givenUser('cafe\u0301 au lait');
    expect((await signIn(email, 'caf\u00e9 au lait')).status).toBe(200);
    expect((await signIn(email, 'cafe\u0301 au lait')).status).toBe(200);
    expect((await signIn(email, 'cafe au lait')).status).toBe(400);
  });

  it('that was hashed as it was typed still works, and is hashed again', async () => {
    const { email } = await givenUser();
    const old = await hash('cafe\u0301 au lait');
    await auth.connection.collection('users').updateOne({ email }, { $set: { passwordHash: old } });

    expect((await signIn(email, 'caf\u00e9 au lait')).status).toBe(200);
    expect(await hashOfUser(email)).not.toBe(old);
    expect((await signIn(email, 'caf\u00e9 au lait')).status).toBe(200);
  });
});

describe('PUT /api/users/password', () => {
  it('replaces the password, ends every session, and begins one for the browser that asked', async () => {
    const browser = await givenUser();
    const [phone, before] = [(await signIn(browser.email, password)).browser, browser.copy()];

    expect((await change(browser, password, 'battery staple')).status).toBe(200);
    expect(await Promise.all([browser, phone, before].map(isSignedIn))).toEqual([true, false, false]);
    expect((await browser.request('POST', 'refresh')).status).toBe(200);
    expect((await phone.request('POST', 'refresh')).status).toBe(401);
    expect((await signIn(browser.email, password)).status).toBe(400);
    expect((await signIn(browser.email, 'battery staple')).status).toBe(200);
    expect(auth.securityEvents).toContainEqual(
      expect.objectContaining({ action: 'password-changed', outcome: 'success' }),
    );
  });

  it.each([
    ['wrong_password', 'currentPassword', 'not the password', 'battery staple'],
    ['password_common', 'newPassword', password, 'password123'],
    ['password_is_email', 'newPassword', password, null],
  ])('is refused with %s', async (code, field, current, next) => {
    const browser = await givenUser();
    const answer = await change(browser, current, next ?? browser.email);

    expect([answer.status, answer.body]).toMatchObject([400, { errors: [{ code, field }] }]);
    expect((await signIn(browser.email, password)).status).toBe(200);
    expect(await isSignedIn(browser)).toBe(true);
  });

  it('limits guesses like sign-in', async () => {
    const browser = await givenUser();
    for (let count = 0; count < 10; count += 1) await change(browser, `guess ${count}`, 'battery staple');
    const answer = await change(browser, password, 'battery staple');
    expect([answer.status, codesOf(answer)]).toEqual([429, ['too_many_attempts']]);
  });

  it('leaves no session behind when somebody signs in with the old password at the same time', async () => {
    const browser = await givenUser();
    const entries = Array.from({ length: 6 }, () => signIn(browser.email, password));
    const [answer] = await Promise.all([change(browser, password, 'battery staple'), ...entries]);
    expect(answer.status).toBe(200);

    for (const { browser: other } of await Promise.all(entries)) expect(await isSignedIn(other)).toBe(false);
    expect(await isSignedIn(browser)).toBe(true);
  });

  it('has one winner when two requests change it at once', async () => {
    const browser = await givenUser();
    const tabs = [browser.copy(), browser.copy()];
    const answers = await Promise.all(tabs.map((tab, at) => change(tab, password, `battery staple ${at}`)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400]);
  });

  it('needs a session, of a user of this system', async () => {
    expect((await change(openBrowser(auth.api), password, 'battery staple')).status).toBe(401);
    const foreign = openBrowser(auth.api, new Map([['session', cookieOf(someUser()).slice('session='.length)]]));
    expect((await change(foreign, password, 'battery staple')).status).toBe(404);
  });
});

it('a crowd that signs up keeps nobody from signing in', async () => {
  const { email } = await givenUser();
  const crowd = Array.from({ length: 160 }, () =>
    openBrowser(auth.api).request('POST', 'signup', { email: someEmail(), password }),
  );
  expect((await signIn(email, password)).status).toBe(200);
  expect(new Set((await Promise.all(crowd)).map(({ status }) => status))).toEqual(new Set([201, 503]));
});
