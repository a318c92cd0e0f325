import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type AuthFixture, startAuth } from './auth-fixture.ts';

let auth: AuthFixture;
beforeAll(async () => {
  auth = await startAuth();
});
afterAll(() => auth.stop());

const program = join(import.meta.dirname, '../src/grant-role.ts');
const grantRole = (args: string[], env: Record<string, string> = {}) =>
  new Promise<{ exitCode: number | string; output: string }>((resolve) => {
    const options = { env: { ...process.env, NODE_OPTIONS: '', MONGO_URI: auth.mongoUri, ...env } };
    execFile(process.execPath, [program, ...args], options, (error, stdout, stderr) =>
      resolve({ exitCode: error?.code ?? 0, output: stdout + stderr }),
    );
  });
const body = { email: 'ops@example.com', password: 'correct horse' };

describe('grant-role', () => {
  it('grants a role once, with the address in any case; it takes effect at the next sign-in', async () => {
    await auth.api.request('POST', '/api/users/signup', { body });
    const granted = { exitCode: 0, output: 'granted operator\n' };
    expect(await grantRole(['OPS@example.com', 'operator'])).toEqual(granted);
    expect(await grantRole(['ops@example.com', 'operator'])).toEqual(granted);

    const { headers } = await auth.api.request('POST', '/api/users/signin', { body });
    const cookie = headers.getSetCookie()[0]?.split(';')[0] ?? '';
    const answer = await auth.api.request('GET', '/api/users/currentuser', { headers: { cookie } });
    expect(answer.body).toMatchObject({ currentUser: { roles: ['operator'] } });
  });

  it('fails with a reason for an unknown user, an unknown role, and without a database', async () => {
    const [person, role, database] = await Promise.all([
      grantRole(['nobody@example.com', 'operator']),
      grantRole(['ops@example.com', 'king']),
      grantRole(['ops@example.com', 'operator'], { MONGO_URI: '' }),
    ]);

    expect(person).toEqual({ exitCode: 1, output: 'no user has this email\n' });
    expect(role).toEqual({ exitCode: 1, output: 'usage: grant-role.ts <email> <operator>\n' });
    expect(database).toMatchObject({ exitCode: 1, output: expect.stringContaining('MONGO_URI: is required') });
  });
});
