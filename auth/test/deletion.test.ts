import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mongoReconcileSource } from '@ticketing/common/mongo';
import { topicsOwnedBy } from '@ticketing/contracts';
import { codesOf, cookieOf, someUser } from '@ticketing/testing/api';
import { loseAndRebuild } from '@ticketing/testing/rebuilding';
import { createUserStore } from '../src/store/user-store.ts';
import { expectedEvents } from '../src/use-cases/expected-events.ts';
import { type AuthFixture, startAuth } from './auth-fixture.ts';
import { type Browser, openBrowser } from './browser.ts';
import { claimsOf, factorSteps, type Person, password } from './factor-fixture.ts';

let auth: AuthFixture;
beforeAll(async () => {
  auth = await startAuth();
});
afterAll(() => auth.stop());

const { givenPerson, givenEnrolled, nextCode, isSignedIn } = factorSteps(() => auth);
const idOf = (browser: Browser) => claimsOf(browser).id as string;
const remove = (browser: Browser, proof: object = { password }) => browser.request('POST', 'deletion', proof);
const signIn = async ({ email }: Person) => {
  const browser = openBrowser(auth.api);
  return { status: (await browser.request('POST', 'signin', { email, password })).status, browser };
};

/** All documents of auth, its outbox and counters aside, in which a text occurs. */
async function collectionsWith(text: string): Promise<string[]> {
  const collections = await auth.connection.listCollections();
  const found = await Promise.all(
    collections.map(async ({ name }) => {
      const documents = await auth.connection.collection(name).find().toArray();
      return JSON.stringify(documents).includes(text) ? [name] : [];
    }),
  );
  return found.flat().sort();
}

describe('POST /api/users/deletion', () => {
  it('erases the account, ends all its sessions, and tells others in the same transaction', async () => {
    const person = await givenPerson();
    await person.request('PUT', 'profile', { name: 'Lea Meier', language: 'de' });
    const phone = (await signIn(person)).browser;
    const [id, here, there] = [idOf(person), person.copy(), phone.copy()];
    const sids = [here, there].map((browser) => claimsOf(browser).sid as string);
    await openBrowser(auth.api).request('POST', 'password-reset', { email: person.email });

    const answer = await remove(person);
    expect(answer).toMatchObject({ status: 204 });
    expect([...person.cookies.keys()]).toEqual([]);
    expect(await Promise.all([here, there].map(isSignedIn))).toEqual([false, false]);
    expect((await there.request('POST', 'refresh')).status).toBe(401);
    expect((await signIn(person)).status).toBe(400);
    expect(await collectionsWith(person.email)).toEqual([]);
    expect(await collectionsWith('Lea Meier')).toEqual([]);
    expect((await auth.outboxOf(`user-deletion:${id}`)).map(({ topic, payload }) => [topic, payload])).toEqual([
      ['auth.user.deleted.v1', { id, deletedAt: expect.any(Number) }],
    ]);
    expect(await Promise.all(sids.map(auth.isRevoked))).toEqual([true, true]);
    expect(auth.securityEvents).toContainEqual(
      expect.objectContaining({ action: 'user-deleted', outcome: 'success', userId: id }),
    );
  });

  it('leaves of sessions, devices and factors only what ends them', async () => {
    const { person, secret } = await givenEnrolled();
    const id = idOf(person);
    expect(await remove(person, { code: nextCode(secret) })).toMatchObject({ status: 204 });
    expect(await collectionsWith(id)).toEqual(['deleted_users', 'outbox', 'outbox_pending']);
  });

  it('lets the email sign up again, as somebody else', async () => {
    const person = await givenPerson();
    const before = idOf(person);
    await remove(person);
    const again = openBrowser(auth.api);
    expect(await again.request('POST', 'signup', { email: person.email, password })).toMatchObject({ status: 201 });
    expect(idOf(again)).not.toBe(before);
  });

  it.each([
    ['wrong_password', { password: 'not the password' }],
    ['invalid_code', { code: '123456' }],
  ])('is refused with %s, and nothing changes', async (code, proof) => {
    const person = await givenPerson();
    const answer = await remove(person, proof);
    expect([answer.status, codesOf(answer)]).toEqual([400, [code]]);
    expect(await isSignedIn(person)).toBe(true);
    expect((await signIn(person)).status).toBe(200);
    expect(await auth.outboxOf(`user-deletion:${idOf(person)}`)).toEqual([]);
  });

  it.each([[{}], [{ password, code: '123456' }], [{ password: 7 }]])('refuses %j', async (proof) =>
    expect((await remove(await givenPerson(), proof)).status).toBe(400),
  );

  it('needs a session, of a user of this system', async () => {
    expect((await remove(openBrowser(auth.api))).status).toBe(401);
    const foreign = openBrowser(auth.api, new Map([['session', cookieOf(someUser()).slice('session='.length)]]));
    expect((await remove(foreign)).status).toBe(404);
  });

  it('happens once, and leaves no session behind when somebody signs in or changes factors at the same time', async () => {
    const { person } = await givenEnrolled();
    const id = idOf(person);
    const [factors, other] = [person.copy(), person.copy()];
    const answers = await Promise.all([
      remove(person),
      remove(other),
      factors.request('POST', 'factors/totp/removal', { password }),
    ]);
    const gone = answers.slice(0, 2).filter(({ status }) => status === 204);
    // A change of factors that wins ends the sessions that asked for the deletion.
    if (gone.length === 0) await remove(factors);
    expect(gone.length).toBeLessThanOrEqual(1);
    expect(await auth.outboxOf(`user-deletion:${id}`)).toHaveLength(1);
    for (const browser of [person, other, factors]) expect(await isSignedIn(browser)).toBe(false);
    expect(await collectionsWith(id)).toEqual(['deleted_users', 'outbox', 'outbox_pending']);
  });

  it('is republished from what is left, when its event is lost', async () => {
    const person = await givenPerson();
    const id = idOf(person);
    await remove(person);
    const { connection, revokedSessions, seal } = auth;
    const { after } = await loseAndRebuild(connection, {
      name: 'auth',
      topics: topicsOwnedBy('auth'),
      expectedEvents: expectedEvents({ users: createUserStore(connection), revokedSessions, seal }),
      ...mongoReconcileSource(connection),
    });
    expect(after.filter(({ aggregateId }) => aggregateId.endsWith(id)).map(({ topic }) => topic)).toEqual([
      'auth.user.created.v1',
      'auth.user.deleted.v1',
    ]);
  });
});
