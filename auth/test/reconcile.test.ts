import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { mongoReconcileSource } from '@ticketing/common/mongo';
import { topicsOwnedBy } from '@ticketing/contracts';
import { loseAndRebuild } from '@ticketing/testing/rebuilding';
import { createUserStore } from '../src/store/user-store.ts';
import { expectedEvents } from '../src/use-cases/expected-events.ts';
import { type AuthFixture, startAuth } from './auth-fixture.ts';

let auth: AuthFixture;
beforeAll(async () => {
  auth = await startAuth();
});
afterAll(() => auth.stop());

it('rebuilds users and revoked sessions from their rows exactly as published', async () => {
  const { api, connection, revokedSessions } = auth;
  const body = { email: 'somebody@example.com', password: 'a long password' };
  const signedUp = await api.request('POST', '/api/users/signup', { body });
  const cookie = signedUp.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  expect(await api.request('POST', '/api/users/signout', { headers: { cookie } })).toMatchObject({ status: 200 });
  const source = {
    name: 'auth',
    topics: topicsOwnedBy('auth'),
    expectedEvents: expectedEvents({ users: createUserStore(connection), revokedSessions }),
    ...mongoReconcileSource(connection),
  };
  const { before, after, report, again } = await loseAndRebuild(connection, source);

  expect(before.map(({ topic }) => topic)).toEqual(['auth.session.revoked.v1', 'auth.user.created.v1']);
  expect(after).toEqual(before);
  expect(report.events).toEqual({ checked: 2, missing: 2, substituted: 0 });
  expect(again.events).toMatchObject({ missing: 0 });
});
