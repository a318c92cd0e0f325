import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ContactChanged, MailRequested } from '@ticketing/contracts';
import { cookieOf, someUser } from '@ticketing/testing/api';
import { type AuthFixture, startAuth } from './auth-fixture.ts';
import { type Browser, openBrowser } from './browser.ts';

let auth: AuthFixture;
beforeAll(async () => {
  auth = await startAuth();
});
afterAll(() => auth.stop());

const password = 'correct horse';
async function givenUser(): Promise<Browser & { id: string; email: string }> {
  const browser = openBrowser(auth.api);
  const email = `${randomUUID()}@example.com`;
  const answer = await browser.request('POST', 'signup', { email, password }, { cookie: 'locale=en' });
  return { ...browser, id: (answer.body as { id: string }).id, email };
}
const change = (browser: Browser, body: unknown) => browser.request('PUT', 'profile', body);
const languagesOf = async (userId: string) =>
  Promise.all(
    (await auth.outboxOf(`contact:${userId}`)).map(async ({ payload }) => {
      const { version, sealedContact } = payload as ContactChanged;
      return [version, ((await auth.open(sealedContact, `contact:${userId}`)) as { language: string }).language];
    }),
  );

describe('the profile', () => {
  it('has a name and the language of mails, which later mails use; the name leaves auth in no event', async () => {
    const user = await givenUser();
    expect(await user.request('GET', 'profile')).toMatchObject({ status: 200, body: { name: null, language: 'en' } });
    const changed = { email: user.email, name: 'Zoë Ångström', language: 'de', emailVerified: false, roles: [] };

    expect(await change(user, { name: '  Zoe\u0308 A\u030angstro\u0308m ', language: 'de' })).toMatchObject({
      status: 200,
      body: changed,
    });
    expect(await user.request('GET', 'profile')).toMatchObject({ status: 200, body: changed });
    expect(await languagesOf(user.id)).toEqual([
      [0, 'en'],
      [1, 'de'],
    ]);
    const rows = await auth.outboxOf(`contact:${user.id}`);
    const opened = await Promise.all(
      rows.map(({ payload }) => auth.open((payload as ContactChanged).sealedContact, `contact:${user.id}`)),
    );
    expect(JSON.stringify(opened)).not.toContain('Zo');
  });

  it('keeps the chosen language, whatever browser signs in or asks for a mail', async () => {
    const user = await givenUser();
    await change(user, { name: null, language: 'de' });
    const other = openBrowser(auth.api, new Map([['locale', 'en']]));
    expect(await other.request('POST', 'signin', { email: user.email, password })).toMatchObject({ status: 200 });
    await other.request('POST', 'password-reset', { email: user.email });

    expect(await languagesOf(user.id)).toHaveLength(2);
    const mails = (await auth.outbox('auth.mail.requested.v1')).map(({ payload }) => payload as MailRequested);
    const mail = mails.find(({ userId, kind }) => userId === user.id && kind === 'password_reset') as MailRequested;
    expect(await auth.open(mail.sealedMail, `mail:${mail.id}:${mail.kind}`)).toMatchObject({ language: 'de' });
  });

  it('publishes nothing when the language stays, and numbers changes at once without a gap', async () => {
    const user = await givenUser();
    await change(user, { name: 'Lea', language: 'en' });
    expect(await languagesOf(user.id)).toHaveLength(1);

    await Promise.all(['de', 'de', 'de'].map((language) => change(user.copy(), { name: 'Lea', language })));
    expect(await languagesOf(user.id)).toEqual([
      [0, 'en'],
      [1, 'de'],
    ]);
  });

  it.each([null, '', '  '])('has no name after %j', async (name) => {
    const user = await givenUser();
    await change(user, { name: 'Lea', language: 'en' });
    expect(await change(user, { name, language: 'en' })).toMatchObject({ status: 200, body: { name: null } });
  });

  it.each([
    ['too long', { name: 'x'.repeat(81), language: 'en' }, 'name'],
    ['a NUL', { name: 'a\0', language: 'en' }, 'name'],
    ['a direction override', { name: 'gpj\u202eexe', language: 'en' }, 'name'],
    ['a line break', { name: 'a\nb', language: 'en' }, 'name'],
    ['nothing to see', { name: '\u200b\u200b', language: 'en' }, 'name'],
    ['a lone surrogate', { name: '\ud800', language: 'en' }, 'name'],
    ['no text', { name: 7, language: 'en' }, 'name'],
    ['an unknown language', { name: null, language: 'xx' }, 'language'],
  ])('refuses %s', async (_what, body, field) =>
    expect(await change(await givenUser(), body)).toMatchObject({ status: 400, body: { errors: [{ field }] } }),
  );

  it('needs a session, of a user of this system', async () => {
    const body = { name: null, language: 'en' };
    expect((await change(openBrowser(auth.api), body)).status).toBe(401);
    const foreign = openBrowser(auth.api, new Map([['session', cookieOf(someUser()).slice('session='.length)]]));
    expect((await change(foreign, body)).status).toBe(404);
    expect((await foreign.request('GET', 'profile')).status).toBe(404);
  });
});
