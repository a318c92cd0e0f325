import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Secret, TOTP } from 'otpauth';
import { type CliFixture, startCli } from './cli-fixture.ts';

let cli: CliFixture;
beforeAll(async () => {
  cli = await startCli({ operatorsNeedSecondFactor: true });
}, 240_000);
afterAll(() => cli?.stop());

/** Adds an authenticator app through the API. @returns recovery codes */
async function enrol(email: string, password: string): Promise<string[]> {
  let cookie = '';
  const post = async <Body>(path: string, body: object = {}): Promise<Body> => {
    const answer = await fetch(`${cli.url}/api/users/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
    cookie =
      answer.headers
        .getSetCookie()
        .map((line) => line.split(';', 1)[0])
        .join('; ') || cookie;
    return (await answer.json()) as Body;
  };
  await post('signin', { email, password });
  const { secret } = await post<{ secret: string }>('factors/totp');
  const code = new TOTP({ secret: Secret.fromBase32(secret) }).generate();
  return (await post<{ recoveryCodes: string[] }>('factors/totp/confirm', { code })).recoveryCodes;
}

it('an operator is told to set up two-step sign-in, then signs in with a code', async () => {
  const home = { XDG_CONFIG_HOME: join(cli.folder, 'factor') };
  const operator = { ...(await cli.givenPerson('otto@example.com', 'operator')), ...home };
  const withheld = await cli.runWith(operator, 'sign-in');
  expect(withheld).toMatchObject({ code: 0, stderr: expect.stringContaining(`${cli.url}/account#two-step`) });
  expect(await cli.runWith(home, 'dlq', 'list')).toMatchObject({
    code: 77,
    stderr: expect.stringContaining('operator'),
  });

  const [code] = await enrol(operator.TICKETING_EMAIL, operator.TICKETING_PASSWORD);
  expect(await cli.runWith(operator, 'sign-in')).toMatchObject({
    code: 64,
    stderr: expect.stringContaining('TICKETING_CODE'),
  });
  expect(await cli.runWith({ ...operator, TICKETING_CODE: '000000' }, 'sign-in')).toMatchObject({
    code: 77,
    stdout: '',
  });
  expect(await cli.runWith({ ...operator, TICKETING_CODE: code }, 'sign-in')).toMatchObject({ code: 0, stderr: '' });
  expect(await cli.runWith(home, 'dlq', 'list')).toMatchObject({ code: 0 });
});
