import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type AuthFixture, startAuth } from './auth-fixture.ts';
import { factorSteps } from './factor-fixture.ts';
import { runCommand } from './run-command.ts';

let auth: AuthFixture;
beforeAll(async () => {
  auth = await startAuth();
});
afterAll(() => auth.stop());

const { givenPerson, isSignedIn } = factorSteps(() => auth);
const endSessions = (...args: string[]) => runCommand('end-sessions.ts', args, { MONGO_URI: auth.mongoUri });

it('the sessions of an account end, those of others stay, and the reason is in the security log', async () => {
  const [person, other] = [await givenPerson(), await givenPerson()];
  const done = await endSessions('--reason', 'stolen laptop', person.email.toUpperCase());

  expect(done).toEqual({ exitCode: 0, output: expect.stringMatching(/ended 1 session\n$/) });
  expect(JSON.parse(done.output.split('\n')[0] ?? '')).toMatchObject({
    'event.module': 'security',
    'event.action': 'session-ended',
    reason: 'stolen laptop',
  });
  expect([await isSignedIn(person), await isSignedIn(other)]).toEqual([false, true]);
  expect(await endSessions('--reason', 'again', person.email)).toMatchObject({
    output: expect.stringMatching(/ended 0 sessions\n$/),
  });
});

it('without a reason or an account it fails', async () => {
  expect(
    await Promise.all([endSessions('a@example.com'), endSessions('--reason', 'test', 'nobody@example.com')]),
  ).toEqual([
    { exitCode: 1, output: expect.stringContaining('usage:') },
    { exitCode: 1, output: 'no user has this email\n' },
  ]);
});
