import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { System } from './system.ts';

const root = join(import.meta.dirname, '../..');
const runFile = promisify(execFile);

/** Somebody with the operator's role, who works with the command line as it is installed. */
export interface Operator {
  email: string;
  password: string;
  /** @returns what the command prints, as JSON. @throws when it ends with another code than 0 */
  ticketing<Result>(...args: string[]): Promise<Result>;
  leave(): Promise<void>;
}

/** Signs somebody new up, makes them an operator, and signs in with `npx ticketing sign-in`. */
export async function newOperator({ storeUrl, addresses }: Pick<System, 'storeUrl' | 'addresses'>): Promise<Operator> {
  const email = `operator-${randomUUID()}@example.com`;
  const password = randomUUID();
  const answer = await fetch(`${storeUrl}/api/users/signup`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password }),
  });
  if (answer.status !== 201) throw new Error(`sign-up answered ${answer.status}`);
  await runFile(process.execPath, [join(root, 'auth/src/grant-role.ts'), email, 'operator'], {
    env: { ...process.env, NODE_OPTIONS: '', MONGO_URI: addresses.databases.auth },
  });
  const configHome = await mkdtemp(join(tmpdir(), 'operator-'));
  const env = {
    ...process.env,
    NODE_OPTIONS: '',
    XDG_CONFIG_HOME: configHome,
    TICKETING_URL: storeUrl,
    TICKETING_EMAIL: email,
    TICKETING_PASSWORD: password,
  };
  const ticketing: Operator['ticketing'] = async (...args) => {
    const command = join(root, 'node_modules/.bin/ticketing');
    const { stdout } = await runFile(command, [...args, '--json'], { env, maxBuffer: 64 * 1024 * 1024 });
    return JSON.parse(stdout);
  };
  await ticketing('sign-in');
  return { email, password, ticketing, leave: () => rm(configHome, { recursive: true }) };
}
