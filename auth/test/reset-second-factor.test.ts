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

const { givenEnrolled, givenPerson, isSignedIn } = factorSteps(() => auth);
const reset = (...args: string[]) => runCommand('reset-second-factor.ts', args, { MONGO_URI: auth.mongoUri });

it('a reset removes the second factor, ends the sessions, and is in the security log with its reason', async () => {
  const { person } = await givenEnrolled();
  const done = await reset('--reason', 'in person', person.email.toUpperCase());

  expect(done).toEqual({ exitCode: 0, output: expect.stringMatching(/removed the second factor\n$/) });
  expect(JSON.parse(done.output.split('\n')[0] ?? '')).toMatchObject({
    'event.module': 'security',
    'event.action': 'second-factor-reset',
    reason: 'in person',
  });
  expect(await isSignedIn(person)).toBe(false);
  const browser = openBrowser(auth.api);
  expect(await browser.request('POST', 'signin', { email: person.email, password })).toMatchObject({ status: 200 });
  expect(await browser.request('GET', 'factors')).toMatchObject({
    body: { totp: null, passkeys: [], recoveryCodesLeft: 0 },
  });
});

it('a reset of an account without a factor changes nothing; without a reason or an account it fails', async () => {
  const person = await givenPerson();
  const answers = await Promise.all([
    reset('--reason', 'in person', person.email),
    reset(person.email),
    reset('--reason', 'in person', 'nobody@example.com'),
  ]);
  expect(answers).toEqual([
    { exitCode: 0, output: 'the account has no second factor\n' },
    { exitCode: 1, output: expect.stringContaining('usage:') },
    { exitCode: 1, output: 'no user has this email\n' },
  ]);
  expect(await isSignedIn(person)).toBe(true);
});

interface MailRequested {
  id: string;
  kind: string;
  sealedMail: string;
}

it('a password reset by mail keeps the second factor', async () => {
  const { person, recoveryCodes } = await givenEnrolled();
  await openBrowser(auth.api).request('POST', 'password-reset', { email: person.email });
  const payloads = (await auth.outbox('auth.mail.requested.v1')).map(({ payload }) => payload as MailRequested);
  const { id, kind, sealedMail } = payloads.find((mail) => mail.kind === 'password_reset') as MailRequested;
  const { token } = (await auth.open(sealedMail, `mail:${id}:${kind}`)) as { token: string };
  const answer = await openBrowser(auth.api).request('POST', 'password-reset/confirm', {
    token,
    password: 'battery staple',
  });
  expect(answer.status).toBe(204);

  expect((await openBrowser(auth.api).request('POST', 'signin', { email: person.email, password })).status).toBe(400);
  const body = { email: person.email, password: 'battery staple' };
  const asked = await openBrowser(auth.api).request('POST', 'signin', body);
  expect([asked.status, codesOf(asked), recoveryCodes.length]).toEqual([403, ['second_factor_required'], 10]);
});
