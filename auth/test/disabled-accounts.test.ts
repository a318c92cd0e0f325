import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { codesOf } from '@ticketing/testing/api';
import { type AuthFixture, startAuth } from './auth-fixture.ts';
import { openBrowser } from './browser.ts';
import { factorSteps, password } from './factor-fixture.ts';
import { runCommand } from './run-command.ts';

let auth: AuthFixture;
beforeAll(async () => {
  auth = await startAuth();
});
afterAll(() => auth.stop());

const { givenPerson, isSignedIn } = factorSteps(() => auth);
const disable = (...args: string[]) => runCommand('disable-account.ts', args, { MONGO_URI: auth.mongoUri });
const signIn = (email: string, given = password) =>
  openBrowser(auth.api).request('POST', 'signin', { email, password: given });

it('a disabled account has no sessions and gets none, until it is enabled again', async () => {
  const [person, other] = [await givenPerson(), await givenPerson()];
  const done = await disable('--reason', 'sells forged tickets', person.email.toUpperCase());
  expect(done).toEqual({ exitCode: 0, output: expect.stringMatching(/disabled the account\n$/) });
  expect(JSON.parse(done.output.split('\n')[0] ?? '')).toMatchObject({
    'event.module': 'security',
    'event.action': 'user-disabled',
    reason: 'sells forged tickets',
  });
  expect([await isSignedIn(person), await isSignedIn(other)]).toEqual([false, true]);
  expect((await person.request('POST', 'refresh')).status).toBe(401);
  const refused = await signIn(person.email);
  expect([refused.status, codesOf(refused)]).toEqual([403, ['account_disabled']]);
  // Who does not know the password learns nothing.
  expect(codesOf(await signIn(person.email, 'not the password'))).toEqual(['invalid_credentials']);

  expect(await disable('--reason', 'again', person.email)).toEqual({ exitCode: 0, output: 'disabled the account\n' });
  expect((await disable('--undo', '--reason', 'a mistake', person.email)).output).toMatch(/enabled the account\n$/);
  expect((await signIn(person.email)).status).toBe(200);
});

it('keeps no session that begins at the same time', async () => {
  const person = await givenPerson();
  const answers = await Promise.all([
    ...Array.from({ length: 5 }, () => signIn(person.email)),
    disable('--reason', 'a race', person.email).then(() => null),
    ...Array.from({ length: 5 }, () => signIn(person.email)),
  ]);
  for (const answer of answers) if (answer) expect([200, 400, 403]).toContain(answer.status);
  const user = await auth.connection.collection('users').findOne({ email: person.email });
  const left = await auth.connection.collection('sessions').countDocuments({ userId: String(user?._id) });
  expect(left).toBe(0);
});

it('without a reason or an account it fails', async () => {
  expect(await Promise.all([disable('a@example.com'), disable('--reason', 'test', 'nobody@example.com')])).toEqual([
    { exitCode: 1, output: expect.stringContaining('usage:') },
    { exitCode: 1, output: 'no user has this email\n' },
  ]);
});
