import { parseArgs } from 'node:util';
import { type Environment, parseEnv, url } from '@ticketing/common/config';
import { createLogger } from '@ticketing/common/log';
import { type Connection, connectMongo, mongoRevokedSessions } from '@ticketing/common/mongo';
import { createSecurityLog } from '@ticketing/common/security-log';
import { z } from 'zod';
import { accessTokenSeconds } from './config.ts';
import { createSessionStore } from './store/session-store.ts';
import { createUserStore } from './store/user-store.ts';

const Env = z.object({ MONGO_URI: url('mongodb', 'mongodb+srv'), ACCESS_TOKEN_SECONDS: accessTokenSeconds() });

/** Ends the program with a message. */
export const fail = (message: string): never => {
  process.stderr.write(`${message}\n`);
  process.exit(1);
};

/**
 * Reads `--reason '…' <email>` from the command line; without them the program ends with its usage.
 * @param flag a further option without a value
 */
export function reasonAndEmail(usage: string, flag = ''): { reason: string; email: string; hasFlag: boolean } {
  const { reason = '', email = '', hasFlag = false } = readReasonAndEmail(flag) ?? {};
  return email && reason.length >= minReasonCharacters ? { reason, email, hasFlag } : fail(usage);
}

const minReasonCharacters = 3;

function readReasonAndEmail(flag: string) {
  try {
    const { values, positionals } = parseArgs({
      options: { reason: { type: 'string' }, ...(flag && { [flag]: { type: 'boolean' as const } }) },
      allowPositionals: true,
    });
    return { reason: values.reason?.trim(), email: positionals[0], hasFlag: Object.hasOwn(values, flag) };
  } catch {
    return null;
  }
}

/** What a command for operators needs to change an account and end its sessions. */
const accountDeps = (connection: Connection, accessTokenSeconds: number) => ({
  connection,
  users: createUserStore(connection),
  sessions: createSessionStore(connection),
  revokedSessions: mongoRevokedSessions(connection),
  accessTokenSeconds,
  securityLog: createSecurityLog(createLogger({ service: 'auth', level: 'info' })),
  now: () => new Date(),
});

/**
 * Runs a command on an account.
 * @param env the program's environment: MONGO_URI, ACCESS_TOKEN_SECONDS
 * @param change returns what to print; null when there is no such account
 */
export async function runAccountCommand(
  env: Environment,
  change: (deps: ReturnType<typeof accountDeps>) => Promise<string | null>,
): Promise<void> {
  try {
    const { MONGO_URI, ACCESS_TOKEN_SECONDS } = parseEnv(Env, env);
    const connection = await connectMongo(MONGO_URI);
    const done = await change(accountDeps(connection, ACCESS_TOKEN_SECONDS));
    await connection.close();
    process.stdout.write(`${done ?? fail('no user has this email')}\n`);
  } catch (error) {
    fail(error instanceof Error ? error.message : String(error));
  }
}
