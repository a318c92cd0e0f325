import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { codesOf } from '@ticketing/testing/api';
import { easyProofOfWork, proofFor } from '@ticketing/testing/proof-of-work';
import { type AuthFixture, startAuth } from './auth-fixture.ts';

let auth: AuthFixture;
beforeAll(async () => {
  auth = await startAuth({ proofOfWork: easyProofOfWork() });
});
afterAll(() => auth.stop());

const signUp = (email: string, headers: Record<string, string> = {}) =>
  auth.api.request('POST', '/api/users/signup', { body: { email, password: 'correct horse' }, headers });

it('a sign-up needs a proof for its address, if the operator wants that, before a password is hashed', async () => {
  const refused = await signUp('ada@example.com');
  expect([refused.status, codesOf(refused)]).toEqual([403, ['proof_of_work_required']]);
  const proof = await proofFor(refused);
  expect((await signUp('grace@example.com', proof)).status).toBe(403);
  expect(auth.hashesComputed()).toBe(0);

  // However the address is written.
  expect((await signUp('ADA@example.com', proof)).status).toBe(201);
  const signIn = await auth.api.request('POST', '/api/users/signin', {
    body: { email: 'ada@example.com', password: 'correct horse' },
  });
  expect(signIn.status).toBe(200);
});
