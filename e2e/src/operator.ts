import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Person, signIn, signUp } from './person.ts';
import type { System } from './system.ts';

const root = join(import.meta.dirname, '../..');
const runFile = promisify(execFile);
type Addresses = Pick<System, 'storeUrl' | 'addresses'>;

/** Signs up a new user, grants the operator role, and signs in with it. */
export async function signUpOperator({ storeUrl, addresses }: Addresses): Promise<Person> {
  const person = await signUp(storeUrl);
  await runFile(process.execPath, [join(root, 'auth/src/grant-role.ts'), person.email, 'operator'], {
    env: { ...process.env, NODE_OPTIONS: '', MONGO_URI: addresses.databases.auth },
  });
  return signIn(storeUrl, person);
}

/** A user with the operator role who uses the installed command line. */
export interface Operator {
  email: string;
  password: string;
  /** The environment in which the command line is signed in. */
  env: NodeJS.ProcessEnv;
  /** @returns the command's JSON output. @throws when it exits with a code other than 0 */
  ticketing<Result>(...args: string[]): Promise<Result>;
  leave(): Promise<void>;
}

/** A new operator, signed in with `npx ticketing sign-in`. */
export async function newOperator(system: Addresses): Promise<Operator> {
  const { email, password } = await signUpOperator(system);
  const configHome = await mkdtemp(join(tmpdir(), 'operator-'));
  const env = {
    ...process.env,
    NODE_OPTIONS: '',
    XDG_CONFIG_HOME: configHome,
    TICKETING_URL: system.storeUrl,
    TICKETING_EMAIL: email,
    TICKETING_PASSWORD: password,
  };
  const ticketing: Operator['ticketing'] = async (...args) => {
    const command = join(root, 'node_modules/.bin/ticketing');
    const { stdout } = await runFile(command, [...args, '--json'], { env, maxBuffer: 64 * 1024 * 1024 });
    return JSON.parse(stdout);
  };
  await ticketing('sign-in');
  return { email, password, env, ticketing, leave: () => rm(configHome, { recursive: true }) };
}
