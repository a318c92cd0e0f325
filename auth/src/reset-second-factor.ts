// Removes the second factor of an account whose owner has lost it. The user's sessions end; see
// docs/runbooks/lost-second-factor.md.
//   MONGO_URI=… node src/reset-second-factor.ts --reason '…' <email>
import { parseArgs } from 'node:util';
import { parseEnv, url } from '@ticketing/common/config';
import { createLogger } from '@ticketing/common/log';
import { connectMongo, mongoRevokedSessions } from '@ticketing/common/mongo';
import { createSecurityLog } from '@ticketing/common/security-log';
import { z } from 'zod';
import { accessTokenSeconds } from './config.ts';
import { createPasskeyStore } from './store/passkey-store.ts';
import { createSecondFactorStore } from './store/second-factor-store.ts';
import { createSessionStore } from './store/session-store.ts';
import { createUserStore } from './store/user-store.ts';
import { resetSecondFactor } from './use-cases/reset-second-factor.ts';

const fail = (message: string): never => {
  process.stderr.write(`${message}\n`);
  process.exit(1);
};
const usage = "usage: reset-second-factor.ts --reason '<who asked, and how you know them>' <email>";

function readArguments() {
  try {
    const { values, positionals } = parseArgs({ options: { reason: { type: 'string' } }, allowPositionals: true });
    return { reason: values.reason?.trim() ?? '', email: positionals[0] ?? '' };
  } catch {
    return fail(usage);
  }
}

const { reason, email } = readArguments();
if (!email || reason.length < 3) fail(usage);
const Env = z.object({ MONGO_URI: url('mongodb', 'mongodb+srv'), ACCESS_TOKEN_SECONDS: accessTokenSeconds() });

try {
  const { MONGO_URI, ACCESS_TOKEN_SECONDS } = parseEnv(Env, process.env);
  const connection = await connectMongo(MONGO_URI);
  const hadFactor = await resetSecondFactor({
    connection,
    users: createUserStore(connection),
    sessions: createSessionStore(connection),
    secondFactors: createSecondFactorStore(connection),
    passkeys: createPasskeyStore(connection),
    revokedSessions: mongoRevokedSessions(connection),
    accessTokenSeconds: ACCESS_TOKEN_SECONDS,
    securityLog: createSecurityLog(createLogger({ service: 'auth', level: 'info' })),
    now: () => new Date(),
  })({ email, reason });
  await connection.close();
  if (hadFactor === null) fail('no user has this email');
  process.stdout.write(hadFactor ? 'removed the second factor\n' : 'the account has no second factor\n');
} catch (error) {
  fail(error instanceof Error ? error.message : String(error));
}
