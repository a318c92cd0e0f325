import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connectMongo, mongoCounters } from '@ticketing/common/mongo';
import { codesOf, testJwtKey } from '@ticketing/testing/api';
import { signUpWindowMs } from '../src/domain/sign-up-limit.ts';
import { type AuthFixture, maxSignUpsPerHour, startAuth } from './auth-fixture.ts';

let auth: AuthFixture;
beforeAll(async () => {
  auth = await startAuth();
});
afterAll(() => auth.stop());

const signUp = (address: string, email = `${randomUUID()}@example.com`) =>
  auth.api.request('POST', '/api/users/signup', {
    body: { email, password: 'correct horse' },
    headers: { 'x-forwarded-for': address },
  });

describe('sign-ups', () => {
  it('are limited per subscriber across replicas, with the time to wait, and nobody else is hindered', async () => {
    const replica = await connectMongo(auth.mongoUri);
    const counters = mongoCounters(replica, testJwtKey);
    await counters.add(['sign-ups', '2001:db8:1:2::/64'], signUpWindowMs, maxSignUpsPerHour - 1);
    await replica.close();

    expect((await signUp('2001:db8:1:2::1')).status).toBe(201);
    const hashes = auth.hashesComputed();
    const refused = await signUp('2001:db8:1:2:ffff::9');
    expect([refused.status, codesOf(refused)]).toEqual([429, ['too_many_sign_ups']]);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(3_500);
    expect(auth.hashesComputed()).toBe(hashes);
    expect((await signUp('2001:db8:1:3::1')).status).toBe(201);
    expect(auth.securityEvents).toContainEqual(
      expect.objectContaining({ action: 'user-signed-up', outcome: 'failure' }),
    );
  });

  it('count although the email is in use, but not when the password is refused before', async () => {
    const [taken, count] = ['taken@example.com', () => auth.connection.collection('counters').countDocuments()];
    await signUp('203.0.113.1', taken);
    const before = await count();
    await auth.api.request('POST', '/api/users/signup', {
      body: { email: 'someone@example.com', password: 'password' },
      headers: { 'x-forwarded-for': '203.0.113.2' },
    });
    expect(await count()).toBe(before);
    expect(codesOf(await signUp('203.0.113.3', taken))).toEqual(['email_in_use']);
    expect(await count()).toBe(before + 1);
  });
});
