import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { mongoReconcileSource } from '@ticketing/common/mongo';
import { type ContactChanged, topicsOwnedBy } from '@ticketing/contracts';
import { loseAndRebuild } from '@ticketing/testing/rebuilding';
import { createUserStore } from '../src/store/user-store.ts';
import { expectedEvents } from '../src/use-cases/expected-events.ts';
import { type AuthFixture, startAuth } from './auth-fixture.ts';

let auth: AuthFixture;
beforeAll(async () => {
  auth = await startAuth();
});
afterAll(() => auth.stop());

it('rebuilds users and revoked sessions from their rows exactly as published, and contacts with the same content', async () => {
  const { api, connection, revokedSessions } = auth;
  const body = { email: 'somebody@example.com', password: 'a long password' };
  const signedUp = await api.request('POST', '/api/users/signup', { body });
  const cookie = signedUp.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  expect(await api.request('POST', '/api/users/signout', { headers: { cookie } })).toMatchObject({ status: 200 });
  const source = {
    name: 'auth',
    topics: topicsOwnedBy('auth'),
    expectedEvents: expectedEvents({ users: createUserStore(connection), revokedSessions, seal: auth.seal }),
    ...mongoReconcileSource(connection),
  };
  const { before, after, report, again } = await loseAndRebuild(connection, source);

  // The link of a lost mail is requested again by its recipient.
  const rebuilt = ['auth.contact.changed.v1', 'auth.session.revoked.v1', 'auth.user.created.v1'];
  expect(before.map(({ topic }) => topic).filter((topic) => topic !== 'auth.mail.requested.v1')).toEqual(rebuilt);
  expect(after.map(({ topic }) => topic)).toEqual(rebuilt);
  expect(after.slice(1)).toEqual(before.filter(({ topic }) => rebuilt.slice(1).includes(topic)));
  const contacts = [before[0], after[0]].map((row) => row?.payload as ContactChanged);
  expect(contacts[1]).toEqual({ ...contacts[0], sealedContact: expect.any(String) });
  const opened = await Promise.all(contacts.map(({ id, sealedContact }) => auth.open(sealedContact, `contact:${id}`)));
  expect(opened[1]).toEqual(opened[0]);
  expect(report.events).toEqual({ checked: 3, missing: 3, substituted: 0 });
  expect(again.events).toMatchObject({ missing: 0 });
});
