import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ContactChanged, MailRequested } from '@ticketing/contracts';
import { codesOf } from '@ticketing/testing/api';
import { maxMails } from '../src/domain/mail-limit.ts';
import { lifetimeMsOf } from '../src/domain/mail-token.ts';
import { maxAttempts } from '../src/domain/sign-in-limit.ts';
import { type AuthFixture, startAuth } from './auth-fixture.ts';
import { type Browser, openBrowser } from './browser.ts';

let auth: AuthFixture;
beforeAll(async () => {
  auth = await startAuth();
});
afterAll(() => auth.stop());

const password = 'correct horse';
const newPassword = 'battery staple';
let [lastHost] = [0];
/** An address that no other test uses. */
const someAddress = () => {
  lastHost += 1;
  return { 'x-forwarded-for': `203.0.${Math.floor(lastHost / 250)}.${(lastHost % 250) + 1}` };
};

interface SignedUp extends Browser {
  id: string;
  email: string;
}
async function givenUser(headers: Record<string, string> = {}): Promise<SignedUp> {
  const browser = openBrowser(auth.api);
  const email = `${randomUUID()}@example.com`;
  const answer = await browser.request('POST', 'signup', { email, password }, { ...someAddress(), ...headers });
  expect(answer.status).toBe(201);
  return { ...browser, id: (answer.body as { id: string }).id, email };
}

interface OpenedMail {
  kind: string;
  address: string;
  language: string;
  token: string;
}
/** The mails that notifications gets to send to a user, oldest first. */
async function mailsOf(userId: string): Promise<OpenedMail[]> {
  const rows = (await auth.outbox('auth.mail.requested.v1')).sort((a, b) => Number(a.createdAt) - Number(b.createdAt));
  const events = rows.map(({ payload }) => payload as MailRequested).filter((mail) => mail.userId === userId);
  return Promise.all(
    events.map(async ({ id, kind, sealedMail }) => ({
      kind,
      ...((await auth.open(sealedMail, `mail:${id}:${kind}`)) as Omit<OpenedMail, 'kind'>),
    })),
  );
}
const lastMailOf = async (userId: string): Promise<OpenedMail> => (await mailsOf(userId)).at(-1) as OpenedMail;
const contactsOf = async (userId: string) =>
  Promise.all(
    (await auth.outboxOf(`contact:${userId}`)).map(async ({ payload }) => {
      const { sealedContact, version } = payload as ContactChanged;
      return { version, ...((await auth.open(sealedContact, `contact:${userId}`)) as object) };
    }),
  );
const confirm = (token: string, browser = openBrowser(auth.api)) =>
  browser.request('POST', 'email-verification/confirm', { token });
const requestReset = (email: string, headers = someAddress()) =>
  openBrowser(auth.api).request('POST', 'password-reset', { email }, headers);
const reset = (token: string, given = newPassword, headers = someAddress()) =>
  openBrowser(auth.api).request('POST', 'password-reset/confirm', { token, password: given }, headers);
const signIn = async (email: string, given: string, headers: Record<string, string> = someAddress()) =>
  (await openBrowser(auth.api).request('POST', 'signin', { email, password: given }, headers)).status;
const currentUser = async (browser: Browser) => (await browser.request('GET', 'currentuser')).body;
async function givenReset(): Promise<{ user: SignedUp; token: string }> {
  const user = await givenUser();
  expect(await requestReset(user.email)).toMatchObject({ status: 202, body: {} });
  return { user, token: (await lastMailOf(user.id)).token };
}

describe('signing up', () => {
  it('publishes the contact and a mail with a link, readable to notifications only', async () => {
    const { id, email } = await givenUser({ 'accept-language': 'de-AT,en;q=0.5' });

    expect(await mailsOf(id)).toMatchObject([{ kind: 'email_verification', address: email, language: 'de' }]);
    expect(await contactsOf(id)).toEqual([{ version: 0, address: email, language: 'de' }]);
    const everything = JSON.stringify([
      await auth.outbox('auth.mail.requested.v1'),
      await auth.outbox('auth.contact.changed.v1'),
    ]);
    expect(everything).not.toContain(email);
    const stored = await auth.connection.collection('mail_tokens').find().toArray();
    expect(JSON.stringify(stored)).not.toContain((await lastMailOf(id)).token);
  });

  it('again with the same address writes no mail', async () => {
    const { id, email } = await givenUser();
    await openBrowser(auth.api).request('POST', 'signup', { email, password }, someAddress());
    expect(await mailsOf(id)).toHaveLength(1);
  });
});

it('signing in with another language publishes the contact with the next version', async () => {
  const { id, email } = await givenUser({ cookie: 'locale=en' });
  expect(await signIn(email, password, { ...someAddress(), cookie: 'locale=de' })).toBe(200);
  expect(await signIn(email, password)).toBe(200);

  expect(await contactsOf(id)).toMatchObject([
    { version: 0, language: 'en' },
    { version: 1, language: 'de' },
  ]);
});

describe('the contact of an account from an earlier release', () => {
  it('is published once, by however many processes start', async () => {
    const { id, email } = await givenUser();
    const outbox = { aggregateId: `contact:${id}` };
    await auth.connection
      .collection('users')
      .updateOne({ email }, { $unset: { contactVersion: 1, language: 1, emailVerifiedAt: 1 } });
    await auth.connection.collection('outbox').deleteMany(outbox);
    await auth.connection.collection('outbox_pending').deleteMany({ '_id.aggregateId': outbox.aggregateId });

    const published = await Promise.all([auth.useCases.publishContacts(), auth.useCases.publishContacts()]);
    expect(published[0] + published[1]).toBe(1);
    expect(await contactsOf(id)).toMatchObject([{ version: 0, language: 'en' }]);
    expect(await auth.useCases.publishContacts()).toBe(0);
  });
});

describe('the link that confirms an address', () => {
  it('confirms it, and the session says so at once', async () => {
    const user = await givenUser();
    expect(await currentUser(user)).toMatchObject({ currentUser: { emailVerified: false } });

    const { token } = await lastMailOf(user.id);
    expect(await confirm(token, user)).toMatchObject({ status: 200, body: { emailVerified: true } });
    expect(await currentUser(user)).toMatchObject({ currentUser: { emailVerified: true } });
    expect(auth.securityEvents).toContainEqual(
      expect.objectContaining({ action: 'email-verified', outcome: 'success', userId: user.id }),
    );
  });

  it('can be opened twice, also at the same moment, and in a browser without a session', async () => {
    const user = await givenUser();
    const { token } = await lastMailOf(user.id);
    const answers = await Promise.all([confirm(token), confirm(token), confirm(token)]);

    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect((await confirm(token)).headers.getSetCookie()).toEqual([]);
    const events = auth.securityEvents.filter(
      ({ action, userId }) => action === 'email-verified' && userId === user.id,
    );
    expect(events).toHaveLength(1);
  });

  it('does not sign another account’s browser in or out', async () => {
    const [user, other] = [await givenUser(), await givenUser()];
    expect((await confirm((await lastMailOf(user.id)).token, other)).status).toBe(200);
    expect(await currentUser(other)).toMatchObject({ currentUser: { id: other.id, emailVerified: false } });
  });

  it('expires, and is refused when it is unknown or of another kind', async () => {
    const { token } = await givenReset();
    expect(codesOf(await confirm(token))).toEqual(['link_invalid']);
    expect(codesOf(await confirm('unknown'))).toEqual(['link_invalid']);
    const late = await givenUser();
    const mailed = await lastMailOf(late.id);
    auth.advance(lifetimeMsOf.email_verification);
    try {
      const answer = await confirm(mailed.token);
      expect([answer.status, codesOf(answer)]).toEqual([400, ['link_expired']]);
    } finally {
      auth.advance(-lifetimeMsOf.email_verification);
    }
  });

  it('is sent again, at most five times an hour', async () => {
    const user = await givenUser();
    const again = () => user.request('POST', 'email-verification', undefined, someAddress());
    const statuses: number[] = [];
    for (let count = 0; count <= maxMails.email_verification.ofAccount; count += 1)
      statuses.push((await again()).status);

    expect(statuses).toEqual([202, 202, 202, 202, 202, 429]);
    expect(await mailsOf(user.id)).toHaveLength(6);
    expect((await confirm((await lastMailOf(user.id)).token)).status).toBe(200);
  });

  it('is not sent again when the address is confirmed; a browser that did not know learns it', async () => {
    const user = await givenUser();
    await confirm((await lastMailOf(user.id)).token);
    expect(await currentUser(user)).toMatchObject({ currentUser: { emailVerified: false } });

    expect(await user.request('POST', 'email-verification')).toMatchObject({
      status: 200,
      body: { emailVerified: true },
    });
    expect(await currentUser(user)).toMatchObject({ currentUser: { emailVerified: true } });
    expect(await mailsOf(user.id)).toHaveLength(1);
  });

  it('needs a session to be sent again', async () =>
    expect((await openBrowser(auth.api).request('POST', 'email-verification')).status).toBe(401));
});

describe('a forgotten password', () => {
  it('gets the same answer in comparable time for a known and an unknown address', async () => {
    const { email } = await givenUser();
    const timed = async (address: string) => {
      const since = performance.now();
      const { status, body } = await requestReset(address);
      return { status, body, ms: performance.now() - since };
    };
    const [known, unknown] = [await timed(email), await timed(`${randomUUID()}@example.com`)];

    expect([known, unknown]).toMatchObject([
      { status: 202, body: {} },
      { status: 202, body: {} },
    ]);
    expect(Math.min(known.ms, unknown.ms)).toBeGreaterThanOrEqual(249);
  });

  it('is replaced by the mailed link, which ends all sessions and confirms the address', async () => {
    const { user, token } = await givenReset();
    expect(await reset(token)).toMatchObject({ status: 204 });

    expect(await currentUser(user)).toEqual({ currentUser: null });
    expect((await user.request('POST', 'refresh')).status).toBe(401);
    expect(await signIn(user.email, password)).toBe(400);
    const browser = openBrowser(auth.api);
    await browser.request('POST', 'signin', { email: user.email, password: newPassword }, someAddress());
    expect(await currentUser(browser)).toMatchObject({ currentUser: { id: user.id, emailVerified: true } });
    expect(auth.securityEvents).toContainEqual(
      expect.objectContaining({ action: 'password-reset', outcome: 'success', userId: user.id }),
    );
  });

  it('can be set once, by one of several concurrent requests', async () => {
    const { user, token } = await givenReset();
    const passwords = ['first of three', 'second of three', 'third of three'];
    const answers = await Promise.all(passwords.map((given) => reset(token, given)));

    expect(answers.map(({ status }) => status).toSorted()).toEqual([204, 400, 400]);
    expect(answers.filter(({ status }) => status === 400).flatMap(codesOf)).toEqual(['link_used', 'link_used']);
    const winner = answers.findIndex(({ status }) => status === 204);
    expect(await Promise.all(passwords.map((given) => signIn(user.email, given)))).toEqual(
      passwords.map((_, at) => (at === winner ? 200 : 400)),
    );
  });

  it('makes the other links of the account useless', async () => {
    const { user, token } = await givenReset();
    await requestReset(user.email);
    const { token: later } = await lastMailOf(user.id);
    expect((await reset(later)).status).toBe(204);
    expect(codesOf(await reset(token, 'yet another one'))).toEqual(['link_used']);
  });

  it('keeps its link after a refused password, and loses it after half an hour', async () => {
    const { token } = await givenReset();
    expect(codesOf(await reset(token, 'password1234'))).toEqual(['password_common']);
    expect((await reset(token, 'short')).status).toBe(400);
    auth.advance(lifetimeMsOf.password_reset);
    try {
      expect(codesOf(await reset(token))).toEqual(['link_expired']);
    } finally {
      auth.advance(-lifetimeMsOf.password_reset);
    }
    expect((await reset(token)).status).toBe(204);
  });

  it('clears the limit of a locked-out owner', async () => {
    const { user, token } = await givenReset();
    const here = someAddress();
    for (let count = 0; count < maxAttempts.ofAccountAndSubscriber; count += 1)
      await signIn(user.email, 'a guess', here);
    expect(await signIn(user.email, password, here)).toBe(429);

    expect((await reset(token, newPassword, here)).status).toBe(204);
    expect(await signIn(user.email, newPassword, here)).toBe(200);
  });

  it('is mailed at most five times an hour, whether or not the address has an account', async () => {
    const { id, email } = await givenUser();
    for (const address of [email, `${randomUUID()}@example.com`]) {
      const answers = await Promise.all(
        Array.from({ length: maxMails.password_reset.ofAccount + 1 }, () => requestReset(address)),
      );
      expect(answers.filter(({ status }) => status === 202)).toHaveLength(maxMails.password_reset.ofAccount);
      const [refused] = answers.filter(({ status }) => status === 429);
      expect([refused && codesOf(refused), Number(refused?.headers.get('retry-after')) > 3_000]).toEqual([
        ['too_many_mails'],
        true,
      ]);
    }
    expect(await mailsOf(id)).toHaveLength(1 + maxMails.password_reset.ofAccount);
  });
});
