import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type AuthFixture, startAuth } from './auth-fixture.ts';
import { type Browser, openBrowser } from './browser.ts';
import { runCommand } from './run-command.ts';

let auth: AuthFixture;
beforeAll(async () => {
  auth = await startAuth();
});
afterAll(() => auth.stop());

const grantRole = (args: string[], env: Record<string, string> = {}) =>
  runCommand('grant-role.ts', args, { MONGO_URI: auth.mongoUri, ...env });
const body = { email: 'ops@example.com', password: 'correct horse' };

describe('grant-role', () => {
  const signIn = async (): Promise<Browser> => {
    const browser = openBrowser(auth.api);
    expect(await browser.request('POST', 'signin', body)).toMatchObject({ status: 200 });
    return browser;
  };
  const rolesOf = async (browser: Browser) =>
    ((await browser.request('GET', 'currentuser')).body as { currentUser: { roles: string[] } | null }).currentUser
      ?.roles;

  it('grants a role once, with the address in any case, and takes it away; either ends the user’s sessions', async () => {
    await auth.api.request('POST', '/api/users/signup', { body });
    const before = await signIn();
    const granted = await grantRole(['OPS@example.com', 'operator']);
    expect(granted).toEqual({ exitCode: 0, output: expect.stringMatching(/granted operator\n$/) });
    expect(JSON.parse(granted.output.split('\n')[0] ?? '')).toMatchObject({
      'event.action': 'role-granted',
      role: 'operator',
    });
    expect(await rolesOf(before)).toBeUndefined();
    expect((await before.request('POST', 'refresh')).status).toBe(401);

    const operator = await signIn();
    expect(await grantRole(['ops@example.com', 'operator'])).toEqual({ exitCode: 0, output: 'granted operator\n' });
    expect(await rolesOf(operator)).toEqual(['operator']);

    const revoked = await grantRole(['--revoke', 'ops@example.com', 'operator']);
    expect(revoked).toEqual({ exitCode: 0, output: expect.stringMatching(/revoked operator\n$/) });
    expect(await rolesOf(operator)).toBeUndefined();
    expect(await rolesOf(await signIn())).toEqual([]);
  });

  it('leaves no session with old roles behind when a user signs in at the same time', async () => {
    const sessions = await Promise.all([
      ...Array.from({ length: 6 }, signIn),
      grantRole(['ops@example.com', 'operator']).then(() => null),
      ...Array.from({ length: 6 }, signIn),
    ]);
    for (const browser of sessions) {
      if (!browser) continue;
      await browser.request('POST', 'refresh');
      expect([undefined, ['operator']]).toContainEqual(await rolesOf(browser));
    }
  });

  it('fails with a reason for an unknown user, an unknown role, and without a database', async () => {
    const [person, role, database] = await Promise.all([
      grantRole(['nobody@example.com', 'operator']),
      grantRole(['ops@example.com', 'king']),
      grantRole(['ops@example.com', 'operator'], { MONGO_URI: '' }),
    ]);

    expect(person).toEqual({ exitCode: 1, output: 'no user has this email\n' });
    expect(role).toEqual({ exitCode: 1, output: 'usage: grant-role.ts [--revoke] <email> <operator>\n' });
    expect(database).toMatchObject({ exitCode: 1, output: expect.stringContaining('MONGO_URI: is required') });
  });
});
